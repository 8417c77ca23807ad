import { ownedObjects } from '../objects/owned-objects.ts'
import { numberField } from '../objects/practice-object.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'
import { type NovaCall, novaFault } from './nova-answers.ts'

/** What the servers of the project take up: number, cores, MiB of RAM. */
export function computeUsage(
  session: Session,
  state: PracticeState,
): { instances: number; cores: number; ram: number } {
  const servers = ownedObjects('server', session, state)
  const sum = (field: string) => servers.reduce((total, server) => total + numberField(server, field), 0)
  return { instances: servers.length, cores: sum('vcpus'), ram: sum('ram') }
}

/** `/limits`, `/os-quota-sets/{project}`, `/os-availability-zone`; undefined for other paths. */
export function answerNovaLimits({ path, request, session, state }: NovaCall): PracticeAnswer | undefined {
  if (request.method !== 'GET') return undefined
  const quotas = state.content.quotas.compute
  const used = computeUsage(session, state)
  switch (path[0]) {
    case 'limits': {
      const absolute = {
        maxTotalInstances: quotas.instances,
        maxTotalCores: quotas.cores,
        maxTotalRAMSize: quotas.ram,
        maxServerMeta: 128,
        maxTotalKeypairs: quotas.key_pairs,
        maxServerGroups: 10,
        maxServerGroupMembers: 10,
        totalRAMUsed: used.ram,
        totalCoresUsed: used.cores,
        totalInstancesUsed: used.instances,
        totalServerGroupsUsed: 0,
      }
      return jsonAnswer(200, { limits: { rate: [], absolute } })
    }
    case 'os-quota-sets':
      return path[1] === session.user.projectId
        ? jsonAnswer(200, {
            quota_set: { id: path[1], ...quotas, metadata_items: 128, server_group_members: 10, server_groups: 10 },
          })
        : novaFault('forbidden', 403, "Policy doesn't allow os_compute_api:os-quota-sets:show to be performed.")
    case 'os-availability-zone':
      return jsonAnswer(200, {
        availabilityZoneInfo: state.content.zones.compute.map((zoneName) => ({
          zoneName,
          zoneState: { available: true },
          hosts: null,
        })),
      })
    default:
      return undefined
  }
}

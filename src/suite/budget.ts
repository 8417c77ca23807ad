import { MOST_PAGES } from '#clouds/openstack/openstack-cloud.ts'
import type { FactName } from '#facts/facts.ts'
import { type CallCounts, countCalls } from '#probes/call-needs.ts'
import type { CreatedKind, CreatedKindName } from '#probes/define-probe.ts'
import type { Probes } from '#probes/index.ts'
import type { ProbeSettings } from '#probes/probe-settings.ts'
import { probesFor } from '#probes/probes-for.ts'

/** What a run costs at most, from the declarations of its probes. Each probe is held to its own. */
export interface Budget {
  /** All that can be told beforehand. */
  readonly calls: number
  readonly byPurpose: Omit<CallCounts, 'each'>
  /** What one more call may be made for: `flavor`. */
  readonly each: readonly string[]
  /** How many of each kind are created. */
  readonly creates: ReadonlyMap<CreatedKindName, number>
  readonly gibibytes: number
  readonly machineMinutes: number
}

/** To sign in, and for the catalogue where it does not come with the token; for the version of a cluster. */
const SIGN_IN_CALLS = { openstack: 2, kubernetes: 1 } as const

/** In a declared call. */
const SERVICE = /^[a-z-]+(?= )/

/** Adds up the probes of these facts and of those that they need in turn, each once. */
export function budgetOf(names: readonly FactName[], probes: Probes, settings: ProbeSettings): Budget {
  const chosen = probesFor(names, probes)
  const created = chosen.flatMap(({ creates }): readonly CreatedKind<CreatedKindName>[] => creates)
  const creates = new Map<CreatedKindName, number>()
  for (const { kind, most } of created) creates.set(kind, (creates.get(kind) ?? 0) + most)
  const counts = chosen.map(({ effort }) => countCalls(effort, settings))
  // Each service may be asked once which versions it has.
  const asked = chosen.flatMap(({ calls, from }) => (from === 'openstack' ? calls : []))
  const services = new Set(asked.flatMap((call) => SERVICE.exec(call)?.[0] ?? []))
  const signIns = [...new Set(chosen.map(({ from }) => SIGN_IN_CALLS[from]))]
  const byPurpose = {
    single: sum(signIns) + services.size + sum(counts.map(({ single }) => single)),
    pages: sum(counts.map(({ pages }) => pages)),
    looks: sum(counts.map(({ looks }) => looks)),
  }
  return {
    calls: byPurpose.single + byPurpose.pages + byPurpose.looks,
    byPurpose,
    each: chosen.flatMap(({ effort }) => (effort.each === undefined ? [] : [effort.each.of])),
    creates,
    gibibytes: sum(created.map(({ gibibytes }) => gibibytes ?? 0)),
    machineMinutes: sum(created.map(({ minutes, most }) => (minutes ?? 0) * most)),
  }
}

const PLURALS: Readonly<Record<CreatedKindName, readonly [string, string]>> = {
  server: ['virtual machine', 'virtual machines'],
  volume: ['volume', 'volumes'],
  backup: ['backup', 'backups'],
  network: ['network', 'networks'],
  subnet: ['subnet', 'subnets'],
  router: ['router', 'routers'],
  'router-interface': ['router interface', 'router interfaces'],
  'security-group': ['security group', 'security groups'],
  secret: ['secret', 'secrets'],
  'floating-ip': ['floating IP', 'floating IPs'],
  'rbac-policy': ['network RBAC policy', 'network RBAC policies'],
  user: ['user', 'users'],
  project: ['project', 'projects'],
  group: ['group', 'groups'],
  role: ['role', 'roles'],
  namespace: ['namespace', 'namespaces'],
  pod: ['pod', 'pods'],
  'volume-claim': ['volume claim', 'volume claims'],
}

/** The budget as lines for a person. */
export function budgetLines({ byPurpose, calls, creates, each, gibibytes, machineMinutes }: Budget): string[] {
  const { looks, pages, single } = byPurpose
  const parts = [
    `${single} in any case`,
    ...(pages > 0 ? [`${pages} if lists have up to ${MOST_PAGES} pages`] : []),
    ...(looks > 0 ? [`${looks} if it has to wait as long as it may`] : []),
  ]
  const more = each.length === 0 ? '' : `; on some clouds one more for each ${each.join(' and each ')}`
  const call = `Budget: at most ${calls} API calls (${parts.join(', ')}${more})`
  if (creates.size === 0) return [`${call}; nothing is created.`]
  const things = [...creates].map(([kind, count]) => `${count} ${PLURALS[kind][count === 1 ? 0 : 1]}`)
  const sizes = [
    ...(gibibytes > 0 ? [`${gibibytes} GiB of volumes`] : []),
    ...(machineMinutes > 0 ? [`${machineMinutes} minutes of virtual machines`] : []),
  ]
  const size = sizes.length === 0 ? '' : ` (${sizes.join(', ')})`
  return [`${call}, and what removing takes.`, `It creates, and removes again, at most ${things.join(', ')}${size}.`]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

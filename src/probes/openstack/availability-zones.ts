import { z } from 'zod'
import { abortReasonOf } from '#clouds/openstack/cloud-error.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { BLOCK_STORAGE, COMPUTE, NETWORK, type ServiceApi } from '#clouds/openstack/services.ts'
import type { AvailabilityZones } from '#facts/openstack/availability-zones.ts'
import { defineProbe } from '../define-probe.ts'

type ShownZones = AvailabilityZones['compute']
type Zone = Extract<ShownZones, { shown: true }>['zones'][number]

/** The shape that Compute and Block Storage share. */
const zoneInfoSchema = z.object({
  availabilityZoneInfo: z
    .array(z.object({ zoneName: z.string().max(255), zoneState: z.object({ available: z.boolean() }) }))
    .max(10_000),
})

const networkZonesSchema = z.array(z.object({ name: z.string().max(255), state: z.string().max(100) })).max(10_000)

/** The zones of three services (scs-0121-v1). One that cannot be read does not hide the others. */
export const availabilityZonesProbe = defineProbe({
  gives: 'availabilityZones',
  from: 'openstack',
  cost: 'light',
  calls: [
    'compute GET /v2.1/os-availability-zone',
    'block-storage GET /v3/{project}/os-availability-zone',
    'network GET /v2.0/availability_zones',
  ],
  creates: [],
  effort: { single: 2, lists: 1 },
  async observe({ openstack, signal }) {
    const [compute, volume, network] = await Promise.all([
      shown(() => zonesOf(openstack, COMPUTE, signal)),
      shown(() => zonesOf(openstack, BLOCK_STORAGE, signal)),
      shown(() => networkZones(openstack, signal)),
    ])
    return { compute, volume, network }
  },
})

async function shown(read: () => Promise<Zone[]>): Promise<ShownZones> {
  try {
    return { shown: true, zones: await read() }
  } catch (error) {
    return { shown: false, reason: abortReasonOf(error) }
  }
}

async function zonesOf(openstack: OpenStackCloud, api: ServiceApi, signal: AbortSignal): Promise<Zone[]> {
  const answer = zoneInfoSchema.parse(await openstack.fetch(api, '/os-availability-zone', { signal }))
  return answer.availabilityZoneInfo.map(({ zoneName, zoneState }) => {
    return { name: zoneName, isAvailable: zoneState.available }
  })
}

/** Neutron lists a zone once for each kind of resource that it has. */
async function networkZones(openstack: OpenStackCloud, signal: AbortSignal): Promise<Zone[]> {
  const options = { collection: 'availability_zones', signal }
  const states = new Map<string, boolean>()
  for (const zone of networkZonesSchema.parse(await openstack.fetchList(NETWORK, '/availability_zones', options))) {
    states.set(zone.name, (states.get(zone.name) ?? true) && zone.state === 'available')
  }
  return [...states].map(([name, isAvailable]) => ({ name, isAvailable }))
}

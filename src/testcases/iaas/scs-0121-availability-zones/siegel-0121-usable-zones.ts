import type { AvailabilityZones } from '#facts/openstack/availability-zones.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

const SERVICES = ['compute', 'volume', 'network'] as const

/**
 * What a program can see of scs-0121-v1: that zones can be used, and whether the check by a person applies at all. Whether
 * zones are separated by fire walls and power lines stands in documents only (`availability-zones-check`).
 */
export const testcase = defineTestcase({
  id: 'siegel-0121-usable-zones',
  title: 'Each service that has availability zones has one that is available (not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0121-v1-Availability-Zones-Standard',
  remedy:
    'Look which services of the zone are down: `openstack compute service list`, `openstack volume service list` and `openstack network agent list` (need an administrator); `openstack availability zone list --long` shows what users see.',
  needs: ['availabilityZones'],
  judge({ availabilityZones }) {
    const findings = SERVICES.flatMap((service) => unusable(service, availabilityZones))
    const hidden = SERVICES.flatMap((service) => {
      const zones = availabilityZones[service]
      return zones.shown ? [] : [zones.reason]
    })
    const [reason] = hidden
    if (findings.length === 0 && reason !== undefined) return undecided(reason)
    const names = SERVICES.flatMap((service) => zonesOf(service, availabilityZones))
    return conclude({ examined: names.length, findings, warnings: doubts(availabilityZones), whenNone: 'PASS' })
  },
})

function zonesOf(service: (typeof SERVICES)[number], zones: AvailabilityZones) {
  const own = zones[service]
  return own.shown ? own.zones : []
}

function unusable(service: (typeof SERVICES)[number], zones: AvailabilityZones): Finding[] {
  const own = zonesOf(service, zones)
  if (own.length === 0 || own.some(({ isAvailable }) => isAvailable)) return []
  return [{ code: 'no-zone-available', about: { kind: 'service', name: service } }]
}

function doubts(zones: AvailabilityZones): Finding[] {
  const warnings = SERVICES.flatMap((service) =>
    zonesOf(service, zones)
      .filter(({ isAvailable }) => !isAvailable)
      .map(({ name }): Finding => {
        return { code: 'zone-not-available', about: { kind: 'availability zone', name: `${name} (${service})` } }
      }),
  )
  const [compute, volume] = [zonesOf('compute', zones).length, zonesOf('volume', zones).length]
  if (compute < 2) return warnings
  warnings.push({ code: 'zones-need-documents', about: { kind: 'service', name: 'compute' }, found: `${compute}` })
  if (volume === 1) {
    const about = { kind: 'service', name: 'block-storage' } as const
    warnings.push({ code: 'storage-in-one-zone', about, found: `${volume}`, expected: `${compute}` })
  }
  return warnings
}

import type { AvailabilityZones } from '#facts/openstack/availability-zones.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0121-usable-zones.ts'

type Zones = AvailabilityZones['compute']

const up = (...names: string[]): Zones => ({ shown: true, zones: names.map((name) => ({ name, isAvailable: true })) })
const down = (...names: string[]): Zones => ({
  shown: true,
  zones: names.map((name) => ({ name, isAvailable: false })),
})

function zones(compute: Zones, volume: Zones = up('nova'), network: Zones = up('nova')) {
  return { availabilityZones: { compute, volume, network } }
}

judgeTable(testcase, [
  { name: 'one zone for everything', facts: zones(up('nova')), verdict: 'PASS', warnsAbout: [] },
  { name: 'no zones anywhere', facts: zones(up(), up(), up()), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'three zones of compute and of volumes, which a person has to look at',
    facts: zones(up('a', 'b', 'c'), up('a', 'b', 'c')),
    verdict: 'PASS',
    warnsAbout: ['service compute'],
  },
  {
    name: 'three zones of compute, but one of volumes',
    facts: zones(up('a', 'b', 'c')),
    verdict: 'PASS',
    warnsAbout: ['service compute', 'service block-storage'],
  },
  {
    name: 'one zone of two that is down',
    facts: zones({
      shown: true,
      zones: [
        { name: 'a', isAvailable: true },
        { name: 'b', isAvailable: false },
      ],
    }),
    verdict: 'PASS',
    warnsAbout: ['availability zone b (compute)', 'service compute', 'service block-storage'],
  },
  { name: 'no zone of compute that is up', facts: zones(down('a')), verdict: 'FAIL', about: ['service compute'] },
  {
    name: 'no zone of volumes and networks that is up',
    facts: zones(up('a'), down('a'), down('a', 'b')),
    verdict: 'FAIL',
    about: ['service volume', 'service network'],
  },
  {
    name: 'a service that does not show its zones',
    facts: zones(up('a'), { shown: false, reason: { class: 'permission', detail: '403' } }),
    verdict: 'ABORT',
    abortClass: 'permission',
  },
  {
    name: 'a service that does not show its zones, and another one that is down',
    facts: zones(down('a'), { shown: false, reason: { class: 'permission', detail: '403' } }),
    verdict: 'FAIL',
    about: ['service compute'],
  },
])

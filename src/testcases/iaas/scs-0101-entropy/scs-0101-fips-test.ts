import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { printedSections, sectionMissing, virtualMachine } from './printed-sections.ts'

/** A perfect generator loses 0.8 of 1000 blocks, so five are noise. The supplement says "below 5" (deviation D-41). */
const MOST_FAILURES = 5
const WORTH_MENTIONING = 4

export const testcase = defineTestcase({
  id: 'scs-0101-fips-test',
  title: 'Random numbers of a virtual machine pass the FIPS 140-2 test: at most 5 of 1000 blocks fail',
  requirement: 'https://docs.scs.community/standards/scs-0101-v1-entropy',
  remedy:
    'Look at the random source of the hosts (`rngtest -c 1000 </dev/random` on a host) and at the virtual random number generator: `openstack flavor set --property hw_rng:allowed=True FLAVOR` and `openstack image set --property hw_rng_model=virtio IMAGE_ID`.',
  section: 'heavy',
  needs: ['entropyConsole'],
  judge({ entropyConsole }) {
    const output = printedSections(entropyConsole)
    if (!output.printed) return undecided(output.reason)
    const failures = /failures:\s*(\d{1,9})\b/.exec(output.sections.get('fips-test')?.join('\n') ?? '')?.[1]
    if (failures === undefined) return undecided(sectionMissing('no count of failures of rngtest'))
    const about = virtualMachine(entropyConsole)
    const count = Number(failures)
    const tooMany: Finding = { code: 'random-blocks-failed', about, found: failures, expected: `${MOST_FAILURES}` }
    const some: Finding = { code: 'random-blocks-failed-some', about, found: failures, expected: '5' }
    return conclude({
      examined: 1,
      findings: count > MOST_FAILURES ? [tooMany] : [],
      warnings: count >= WORTH_MENTIONING && count <= MOST_FAILURES ? [some] : [],
      whenNone: { fail: tooMany },
    })
  },
})

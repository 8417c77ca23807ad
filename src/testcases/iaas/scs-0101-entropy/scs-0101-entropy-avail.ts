import { entropyKernel, isKernelTooOld, KERNEL_WITH_FULL_ENTROPY } from '#facts/derived/entropy/entropy-kernel.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { printedSections, sectionMissing, virtualMachine } from './printed-sections.ts'

const FULL = '256'

/** The number belongs to kernels from 5.18 on: with an older one a FAIL says so (deviation D-42). */
export const testcase = defineTestcase({
  id: 'scs-0101-entropy-avail',
  title: 'A virtual machine has all the entropy that its kernel can hold',
  requirement: 'https://docs.scs.community/standards/scs-0101-v1-entropy',
  remedy:
    'Provide current images (kernel 5.18 or newer), and let the hypervisor pass the random instructions of the processor on to guests (RDRAND and RDSEED, or RNDR): with Nova, `cpu_mode = host-model` or a `cpu_models` entry that has them, and no masking of features.',
  section: 'heavy',
  needs: ['entropyConsole'],
  judge({ entropyConsole }) {
    const output = printedSections(entropyConsole)
    if (!output.printed) return undecided(output.reason)
    const found = output.sections.get('entropy-avail')?.[0]
    if (found === undefined) return undecided(sectionMissing('no entropy_avail'))
    const about = virtualMachine(entropyConsole)
    const kernel = entropyKernel(output.sections.get('kernel'), entropyConsole.image)
    const wrong: Finding =
      kernel !== undefined && isKernelTooOld(kernel)
        ? {
            code: 'entropy-of-old-kernel',
            about,
            found: `${found} (kernel ${kernel})`,
            expected: KERNEL_WITH_FULL_ENTROPY,
          }
        : { code: 'entropy-not-full', about, found, expected: FULL }
    return conclude({ examined: 1, findings: found === FULL ? [] : [wrong], whenNone: { fail: wrong } })
  },
})

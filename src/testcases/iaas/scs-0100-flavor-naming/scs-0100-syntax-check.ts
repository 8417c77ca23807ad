import { canonicalName } from '#facts/derived/flavor-name/canonical-name.ts'
import { classifyFlavorName } from '#facts/derived/flavor-name/classify-flavor-name.ts'
import { SCS_PREFIX } from '#facts/derived/flavor-name/flavor-name.ts'
import { markPosition, NAMING_RULE } from '#facts/derived/flavor-name/naming-rule.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

export const testcase = defineTestcase({
  id: 'scs-0100-syntax-check',
  title: 'Every flavor whose name begins with SCS- follows the naming rule',
  requirement: 'https://docs.scs.community/standards/scs-0100-v3-flavor-naming',
  remedy:
    'See what is wrong with `siegel flavor parse NAME`, and make a correct name with `siegel flavor new`. A flavor cannot be renamed: create a new one with `openstack flavor create NEW_NAME --vcpus … --ram … --disk …`, let customers move to it with `openstack server resize --flavor NEW_NAME SERVER`, then remove the old one with `openstack flavor delete NAME`. Flavors outside the standard need another prefix than SCS-. Common slips: no CPU letter, `i` not after the CPU letter, `u` not before `o`, a fraction in the disk size, an unknown CPU or GPU generation, extensions not in the order hypervisor, hwv, CPU, GPU, ib.',
  needs: ['flavors'],
  judge({ flavors }) {
    const named = flavors.filter(({ name }) => name.startsWith(SCS_PREFIX))
    const findings: Finding[] = []
    const warnings: Finding[] = []
    for (const { id, name } of named) {
      const about = { kind: 'flavor', name, id } as const
      const classified = classifyFlavorName(name)
      if (classified.status === 'rejected') {
        const found = markPosition(name, classified.error.position)
        findings.push({ code: 'flavor-name-not-valid', about, found, expected: NAMING_RULE })
      } else if (classified.status === 'tolerated') {
        const expected = canonicalName(classified.flavorName)
        warnings.push({ code: 'flavor-name-in-v1-spelling', about, found: name, expected })
      }
    }
    return conclude({ examined: named.length, findings, warnings, whenNone: 'PASS' })
  },
})

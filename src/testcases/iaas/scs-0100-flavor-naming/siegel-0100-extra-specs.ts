import { conclude, undecided } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { extraSpecFindings } from './extra-spec-findings.ts'

/** Any flavor may carry SCS extra specs, and then they must be true; the reference looks at standard flavors only (D-14). */
export const testcase = defineTestcase({
  id: 'siegel-0100-extra-specs',
  title: 'What the extra specs of any flavor say in the words of SCS is true (not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0103-v1-standard-flavors',
  remedy:
    'Correct what is untrue (needs an administrator): `openstack flavor set --property KEY=VALUE NAME` or `openstack flavor unset --property KEY NAME`; `siegel flavor spec NAME` shows what a name stands for.',
  needs: ['flavors'],
  judge({ flavors }) {
    const findings = flavors.flatMap(extraSpecFindings)
    const withheld = flavors.find(({ extraSpecs }) => extraSpecs === null)
    if (findings.length === 0 && withheld !== undefined) {
      const detail = `the cloud does not show the extra specs of flavor ${withheld.name}`
      return undecided(withheld.extraSpecsWithheld ?? { class: 'permission', detail })
    }
    return conclude({ examined: flavors.length, findings, whenNone: 'PASS' })
  },
})

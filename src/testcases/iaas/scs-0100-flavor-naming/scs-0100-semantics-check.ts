import { classifyFlavorName } from '#facts/derived/flavor-name/classify-flavor-name.ts'
import type { FlavorName } from '#facts/derived/flavor-name/flavor-name.ts'
import { promisedFigures } from '#facts/derived/flavor-name/promised-figures.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'
import { extraSpecFindings } from './extra-spec-findings.ts'

/** From this size on, half GiB are discouraged (scs-0100-v3, "Memory"). */
const WHOLE_GIB_FROM = 10

export const testcase = defineTestcase({
  id: 'scs-0100-semantics-check',
  title: 'Every flavor has at least the vCPUs, the RAM and the disk that its SCS name promises',
  requirement: 'https://docs.scs.community/standards/scs-0100-v3-flavor-naming',
  remedy:
    'Compare the name with `openstack flavor show NAME`. Figures of a flavor cannot be changed: create one that keeps the promise with `openstack flavor create`, or register this one under a name that promises less (`siegel flavor new` makes it), then remove the old one with `openstack flavor delete NAME`. RAM counts in MiB: 4 GiB are `--ram 4096`. A flavor may deliver more than its name says, never less. Untrue extra specs are corrected with `openstack flavor set --property KEY=VALUE NAME` or `openstack flavor unset --property KEY NAME`.',
  needs: ['flavors'],
  judge({ flavors }) {
    const findings: Finding[] = []
    const warnings: Finding[] = []
    let examined = 0
    for (const flavor of flavors) {
      const classified = classifyFlavorName(flavor.name)
      if ('flavorName' in classified) {
        examined += 1
        findings.push(...shortfalls(flavor, classified.flavorName))
        warnings.push(...doubts(flavor, classified.flavorName))
      }
      warnings.push(...extraSpecFindings(flavor))
    }
    return conclude({ examined, findings, warnings, whenNone: 'PASS' })
  },
})

function shortfalls(flavor: Flavor, flavorName: FlavorName): Finding[] {
  return promisedFigures(flavor, flavorName)
    .filter(({ found, promised }) => found < promised)
    .map((figure) => ({ code: 'flavor-delivers-less', about: reference(flavor), ...asValues(figure) }))
}

function doubts(flavor: Flavor, flavorName: FlavorName): Finding[] {
  const about = reference(flavor)
  const surplus: Finding[] = promisedFigures(flavor, flavorName)
    .filter(({ found, promised }) => found > promised)
    .map((figure) => ({ code: 'flavor-delivers-more', about, ...asValues(figure) }))
  const isDiscouraged = flavorName.ramGiB >= WHOLE_GIB_FROM && !Number.isInteger(flavorName.ramGiB)
  return isDiscouraged
    ? [...surplus, { code: 'flavor-ram-not-whole', about, found: `${flavorName.ramGiB} GiB` }]
    : surplus
}

function reference({ name, id }: Flavor) {
  return { kind: 'flavor', name, id } as const
}

function asValues({ figure, unit, found, promised }: ReturnType<typeof promisedFigures>[number]) {
  return { found: `${figure} ${found}${unit}`, expected: `${promised}${unit}` }
}

/** How a new testcase looks before its author has thought about it: complete, runnable, and with a rule of its own to replace. */
export interface TemplateFact {
  readonly fact: string
  readonly kind: string
  readonly singular: string
  /** An expression that is true for an object without a name. */
  readonly isNameless: (variable: string) => string
  /** The good object and the bad object of the test, as TypeScript. */
  readonly good: string
  readonly bad: string
}

const FLAVOR = `{ id: 'f1', name: 'SCS-1V-4', vcpus: 1, ramMiB: 4096, diskGiB: 0, isPublic: true, isDisabled: false, extraSpecs: {} }`
const IMAGE = `{ id: 'i1', name: 'Ubuntu 24.04', status: 'active', visibility: 'public', isHidden: false, owner: null, sizeBytes: 1, minDiskGiB: 8, minRamMiB: 512, createdAt: null, hashAlgorithm: 'sha512', properties: {} }`
const VOLUME_TYPE = `{ id: 'v1', name: 'ssd', description: null, isPublic: true }`

export const TEMPLATE_FACTS: readonly TemplateFact[] = [
  {
    fact: 'flavors',
    kind: 'flavor',
    singular: 'flavor',
    isNameless: (variable) => `${variable}.name === ''`,
    good: FLAVOR,
    bad: FLAVOR.replace("'SCS-1V-4'", "''"),
  },
  {
    fact: 'providedImages',
    kind: 'image',
    singular: 'image',
    isNameless: (variable) => `!${variable}.name`,
    good: IMAGE,
    bad: IMAGE.replace("'Ubuntu 24.04'", 'null'),
  },
  {
    fact: 'volumeTypes',
    kind: 'volume type',
    singular: 'volumeType',
    isNameless: (variable) => `${variable}.name === ''`,
    good: VOLUME_TYPE,
    bad: VOLUME_TYPE.replace("'ssd'", "''"),
  },
]

/** The text of the testcase file. */
export function testcaseText(id: string, { fact, kind, singular, isNameless }: TemplateFact): string {
  return `import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'

export const testcase = defineTestcase({
  id: '${id}',
  title: 'Every ${kind} has a name',
  requirement: 'https://docs.scs.community/standards/',
  remedy: 'Give every ${kind} a name.',
  needs: ['${fact}'],
  judge({ ${fact} }) {
    return conclude({
      examined: ${fact}.length,
      findings: ${fact}
        .filter((${singular}) => ${isNameless(singular)})
        .map((${singular}) => ({
          code: 'property-missing',
          about: { kind: '${kind}', name: ${singular}.id },
          expected: 'name',
        })),
      whenNone: 'PASS',
    })
  },
})
`
}

/** The text of the test beside it. */
export function testcaseTestText(id: string, { fact, kind, good, bad }: TemplateFact): string {
  return `import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './${id}.ts'

const named = ${good}
const nameless = ${bad}

judgeTable(testcase, [
  { name: 'every ${kind} has a name', facts: { ${fact}: [named] }, verdict: 'PASS' },
  { name: 'one ${kind} without a name', facts: { ${fact}: [named, nameless] }, verdict: 'FAIL', about: [\`${kind} \${nameless.id}\`] },
  { name: 'no ${kind} at all', facts: { ${fact}: [] }, verdict: 'PASS' },
])
`
}

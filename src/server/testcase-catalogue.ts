import type { TestcaseDefault, TestcaseDefaults } from '#scopes/scope.ts'
import catalogue from '#testcases/catalogue.json' with { type: 'json' }
import type { Lifetime } from '#vocabulary/lifetime.ts'
import type { Section } from '#vocabulary/section.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'

/** What people are told about a testcase. Titles and remedies are in English. */
export interface TestcaseDescription {
  readonly id: TestcaseId
  readonly title: string
  readonly requirement: string
  readonly remedy: string
  readonly lifetime: Lifetime
  readonly section: Section | null
}

export interface KnownTestcases {
  readonly descriptions: ReadonlyMap<TestcaseId, TestcaseDescription>
  readonly defaults: TestcaseDefaults
}

/** The testcases of the catalogue that is generated from the judges. */
export function readTestcaseCatalogue(): KnownTestcases {
  const entries = catalogue as readonly TestcaseDescription[]
  return {
    descriptions: new Map(entries.map((entry) => [entry.id, entry])),
    defaults: new Map(
      entries.map(({ id, lifetime, section }): [TestcaseId, TestcaseDefault] => [
        id,
        { lifetime, ...(section && { section }) },
      ]),
    ),
  }
}

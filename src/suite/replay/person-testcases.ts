import type { PersonTestcase } from '#replay/preview/ready-list.ts'
import { TESTCASES } from '#testcases/index.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { testcaseDefaults } from '../select-testcases.ts'

/** The testcases of this release that a person judges. */
export const PERSON_TESTCASES: ReadonlyMap<TestcaseId, PersonTestcase> = new Map(
  TESTCASES.flatMap((testcase) => (testcase.judgedBy === 'person' ? [[testcase.id, testcase] as const] : [])),
)

/** What all testcases of this release say about themselves. */
export const TESTCASE_DEFAULTS = testcaseDefaults(TESTCASES)

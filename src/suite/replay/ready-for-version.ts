import { type ReadyQuestion, readyList } from '#replay/preview/ready-list.ts'
import type { ReadyList } from '#report/replay/preview.ts'
import { ownJudges } from '../judges/own-judges.ts'
import { PERSON_TESTCASES, TESTCASE_DEFAULTS } from './person-testcases.ts'

/** The check list of a scope version by this program's judges. Throws CodedError SCOPE_VERSION_UNKNOWN. */
export function readyForVersion(question: Pick<ReadyQuestion, 'scope' | 'version' | 'evidence' | 'at'>): ReadyList {
  return readyList({ ...question, judges: ownJudges(), byPerson: PERSON_TESTCASES, defaults: TESTCASE_DEFAULTS })
}

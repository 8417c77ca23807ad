import { type Judges, judgesOf } from '#replay/judges.ts'
import { TESTCASES } from '#testcases/index.ts'
import { packageVersion } from '../package-version.ts'
import { suiteDigest } from '../suite-digest.ts'

let own: Judges | undefined

/** The judges of this program. */
export function ownJudges(): Judges {
  own ??= judgesOf(TESTCASES, { version: packageVersion(), digest: suiteDigest() })
  return own
}

import { attributeChange, type ChangeSide } from '#replay/attribution/attribute-change.ts'
import type { Judges } from '#replay/judges.ts'
import { previewDraft } from '#replay/preview/preview-draft.ts'
import { unpackCheckedEvidence, unpackEvidence } from '#report/evidence/evidence-file.ts'
import type { ReplayRequest, ReportSide, ScopeText, StandingChange } from '#report/replay/replay-request.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { Scope } from '#scopes/scope.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { findJudges, judgesFolders, type WantedJudges } from '../judges/find-judges.ts'
import { ownJudges } from '../judges/own-judges.ts'
import { PERSON_TESTCASES, TESTCASE_DEFAULTS } from './person-testcases.ts'
import { readyForVersion } from './ready-for-version.ts'
import { shippedScope } from './shipped-scope.ts'
import { subjectEvidence } from './subject-evidence.ts'

type Request<Kind extends ReplayRequest['kind']> = Extract<ReplayRequest, { readonly kind: Kind }>

/**
 * Answers one request to judge again. Runs judges of other releases: call it in an isolated process only.
 *
 * @throws CodedError EVIDENCE_…, REPLAY_JUDGES_…, SCOPE_…
 */
export function answerReplay(request: ReplayRequest): unknown {
  switch (request.kind) {
    case 'judge':
      return judgeAgain(request)
    case 'attribute':
      return attribute(request)
    case 'preview':
      return preview(request)
    case 'ready': {
      const evidence = subjectEvidence(unpackEvidence(Buffer.from(request.evidence, 'base64')))
      const scope = shippedScope(request.scope)
      return readyForVersion({ scope, version: request.version, evidence, at: new Date(request.at) })
    }
  }
}

const KNOWN = { byPerson: PERSON_TESTCASES, defaults: TESTCASE_DEFAULTS }

function judgeAgain({ evidence, suite, judgesFolder, ids, at }: Request<'judge'>) {
  const { version, digest } = suite
  const judges = findJudges(digest === undefined ? { version } : { version, digest }, judgesFolders(judgesFolder))
  const { facts } = subjectEvidence(unpackEvidence(Buffer.from(evidence, 'base64')))
  return {
    version: judges.version,
    digest: judges.digest,
    testcases: [...judges.testcases.values()].map(({ id, title, requirement, remedy, needs, section, lifetime }) => {
      return { id, title, requirement, remedy, needs, section, lifetime }
    }),
    judgements: [...judges.judge(ids ?? judges.testcases.keys(), facts, new Date(at))],
  }
}

function attribute({ before, after, changes }: Request<'attribute'>) {
  const [earlier, later] = [sideOf(before), sideOf(after)]
  return changes.map(({ testcaseId, scopeVersion, before: old, after: recent }: StandingChange) =>
    attributeChange({ testcaseId, scopeVersion, before: { ...earlier, ...old }, after: { ...later, ...recent } }),
  )
}

function sideOf(side: ReportSide): Omit<ChangeSide, 'rule' | 'standing'> {
  const { report, suite, evidence } = side
  const judges = judgesIfThere(suite)
  const { facts, withheld } = evidence === null ? {} : subjectEvidence(unpackEvidence(Buffer.from(evidence, 'base64')))
  return {
    report,
    checkedAt: new Date(side.checkedAt),
    askedAt: new Date(side.askedAt),
    suite,
    ...(facts && withheld && { evidence: { facts, withheld } }),
    ...(judges && { judges }),
  }
}

function judgesIfThere(wanted: WantedJudges): Judges | undefined {
  try {
    return findJudges(wanted)
  } catch (error) {
    if (error instanceof CodedError && error.code === 'REPLAY_JUDGES_MISSING') return undefined
    throw error
  }
}

function preview({ draft, current, subjects, at, since }: Request<'preview'>) {
  const next = scopeOf(draft)
  const judges = ownJudges()
  return previewDraft({
    draft: next,
    current: current === null ? shippedScope(next.uuid) : scopeOf(current),
    subjects: subjects.map(({ subject, evidence }) => ({ subject, evidence: () => unpackedLazily(evidence) })),
    judges,
    judgesOf: (suite) => (suite.digest === judges.digest ? judges : judgesIfThere(suite)),
    ...KNOWN,
    at: new Date(at),
    ...(since !== null && { since: new Date(since) }),
  })
}

/** They were checked when they came in, so that thousands can be looked at in a second. */
function* unpackedLazily(evidence: readonly string[]) {
  for (const packed of evidence) yield subjectEvidence(unpackCheckedEvidence(Buffer.from(packed, 'base64')))
}

function scopeOf({ name, text }: ScopeText): Scope {
  return parseScope(text, { fileName: name })
}

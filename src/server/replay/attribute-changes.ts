import { z } from 'zod'
import { type ChangeAttribution, changeAttributionSchema } from '#report/replay/change-attribution.ts'
import type { ReportSide, StandingChange } from '#report/replay/replay-request.ts'
import { reportSchema, type SiegelBlock } from '#report/schema.ts'
import { resolveVersion } from '#scopes/resolve-version.ts'
import { MAIN_TARGET } from '#scopes/scope.ts'
import { versionsInForce } from '#scopes/versions-in-force.ts'
import { DEFAULT_LIFETIME } from '#vocabulary/lifetime.ts'
import type { ServerContext } from '../context.ts'
import { readVerdictChanges, storeAttributions, type VerdictChange } from '../storage/change-queries.ts'
import { findEvidence } from '../storage/evidence-queries.ts'
import { findReport, type StoredReport } from '../storage/report-queries.ts'
import { askReplay } from './ask-replay.ts'

/** A report that carries on from more earlier ones than these is compared with the first ones only. */
const MOST_EARLIER_REPORTS = 10

/** What is not said about the suite by reports of other programs. */
const OTHER_SUITE = { version: 'another program', digest: '' }

/**
 * Finds out, in a process of its own, why testcases of a report have other verdicts than before, and stores it.
 *
 * @returns how many changes there are
 * @throws CodedError REPLAY_FAILED, SERVER_BUSY
 */
export async function attributeChanges(context: ServerContext, reportUuid: string, at: Date): Promise<number> {
  const { database } = context
  const changes = await readVerdictChanges(database, reportUuid)
  const after = await findReport(database, reportUuid)
  if (!after || changes.length === 0) return 0
  const byEarlier = [...Map.groupBy(changes, ({ earlierReportUuid }) => earlierReportUuid)]
  for (const [earlierReportUuid, own] of byEarlier.slice(0, MOST_EARLIER_REPORTS)) {
    const before = await findReport(database, earlierReportUuid)
    if (!before) continue
    const attributions = await attribute(context, before, after, own)
    const found = attributions.map((attribution) => ({ earlierReportUuid, attribution }))
    await storeAttributions(database, reportUuid, found, at)
  }
  return changes.length
}

async function attribute(
  context: ServerContext,
  before: StoredReport,
  after: StoredReport,
  changes: readonly VerdictChange[],
): Promise<ChangeAttribution[]> {
  const [earlier, later] = await Promise.all([sideOf(context, before), sideOf(context, after)])
  const request = {
    kind: 'attribute' as const,
    before: earlier,
    after: later,
    changes: changes.map((change): StandingChange => {
      const [rule, otherRule] = [ruleOf(context, before, change.testcaseId), ruleOf(context, after, change.testcaseId)]
      return {
        testcaseId: change.testcaseId,
        scopeVersion: otherRule.version,
        before: { rule, standing: change.before, ...reasonOf(before, change.testcaseId) },
        after: { rule: otherRule, standing: change.after, ...reasonOf(after, change.testcaseId) },
      }
    }),
  }
  return askReplay(request, z.array(changeAttributionSchema))
}

async function sideOf({ database }: ServerContext, report: StoredReport): Promise<ReportSide> {
  const bundle = await findEvidence(database, report.uuid)
  const { version, digest } = siegelBlock(report)?.suite ?? OTHER_SUITE
  return {
    report: report.uuid,
    checkedAt: report.checkedAt.toISOString(),
    askedAt: report.checkedAt.toISOString(),
    evidence: bundle === undefined ? null : Buffer.from(bundle).toString('base64'),
    suite: { version, digest },
  }
}

/** How the version that decided at the time of the report has the testcase; of a testcase of none, as of any. */
function ruleOf({ scopes, testcases }: ServerContext, report: StoredReport, testcaseId: string) {
  const scope = scopes.find(report.scopeUuid)
  const inForce = scope ? versionsInForce(scope, report.checkedAt) : []
  const deciding = inForce.find(({ validity }) => validity === 'effective' || validity === 'warn')?.version.version
  const uses = inForce.flatMap(({ version: { version } }) => {
    const found =
      scope && resolveVersion(scope, version, testcases.defaults).testcases.find(({ id }) => id === testcaseId)
    return found ? [{ version, target: found.target, lifetime: found.lifetime }] : []
  })
  const rule = uses.find(({ version }) => version === deciding) ?? uses[0]
  return rule ?? { version: null, target: MAIN_TARGET, lifetime: DEFAULT_LIFETIME }
}

function reasonOf(report: StoredReport, testcaseId: string) {
  const testcase = siegelBlock(report)?.testcases[testcaseId]
  return testcase?.verdict === 'ABORT' ? { reason: testcase.reason } : {}
}

const documentSchema = z.looseObject({ siegel: reportSchema.shape.siegel })

function siegelBlock({ document }: StoredReport): SiegelBlock | undefined {
  const parsed = documentSchema.safeParse(document)
  return parsed.success ? parsed.data.siegel : undefined
}

import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { resolveVersion } from '#scopes/resolve-version.ts'
import type { Scope } from '#scopes/scope.ts'
import { createAuthenticator } from '#server/accounts/authenticate.ts'
import { parseAccounts } from '#server/accounts/parse-accounts.ts'
import { buildApp } from '#server/app.ts'
import { createInbox } from '#server/ingest/inbox.ts'
import { createUploadReader } from '#server/ingest/upload-reader.ts'
import { knownScopes } from '#server/known-scopes.ts'
import { parseListing } from '#server/listing/parse-listing.ts'
import { createStandings } from '#server/log/standings.ts'
import { createTransparencyLog } from '#server/log/transparency-log.ts'
import { NOTHING_PUBLISHED } from '#server/published.ts'
import { readBundledScopes } from '#server/read-bundled-scopes.ts'
import { newKey, plainReport, report, signed } from '#server/signed-reports.fixture.ts'
import { createKeptState } from '#server/state/kept-state.ts'
import { openDatabase } from '#server/storage/database.ts'
import { migrate } from '#server/storage/migrate.ts'
import { replaceAccounts } from '#server/storage/replace-accounts.ts'
import { readTestcaseCatalogue } from '#server/testcase-catalogue.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import { SEEDED_ACCOUNTS, SEEDED_LISTING, SEEDED_SUBJECTS, type SeededSubject } from './seeded-subjects.ts'

/** The password of every account; its hash stands in the accounts. */
export const SEEDED_PASSWORD = 'sesam öffne dich'

export interface SeededMonitor {
  /** Without a slash at the end. */
  readonly url: string
  /** Paths of one page of each kind that needs no sign-in. */
  readonly paths: readonly string[]
  /** Paths of pages that need one, as `assessor`. */
  readonly privatePaths: readonly string[]
  close(): Promise<void>
}

const NOW = new Date('2026-11-21T07:00:00Z')
const WEEK_MS = 7 * 86_400_000
const WEEKS = 78
const DAYS_BEFORE_END = [5, 3, 1] as const

/**
 * A monitor with several subjects, a group, 18 months of weekly reports, failures, checks that were not finished and gaps;
 * always the same but for uuids and keys. Its clock stands still.
 */
export async function startSeededMonitor(): Promise<SeededMonitor> {
  const directory = await mkdtemp(join(tmpdir(), 'siegel-seeded-'))
  const { database, connections, close } = await openDatabase({ kind: 'directory', directory })
  const time = { now: NOW }
  const clock = () => time.now
  await migrate(database, NOW)
  const key = newKey()
  await replaceAccounts(
    database,
    parseAccounts(SEEDED_ACCOUNTS(key.publicKey.toString('base64')), 'bootstrap.yaml'),
    NOW,
  )
  const scopes = knownScopes(readBundledScopes())
  const authenticator = createAuthenticator(database, clock, { shortestRefusalMs: 0 })
  const uploadReader = createUploadReader()
  const testcases = readTestcaseCatalogue()
  const app = await buildApp({
    clock,
    database,
    connections,
    authenticator,
    uploadReader,
    scopes,
    testcases,
    state: createKeptState({ database, scopes, defaults: testcases.defaults, clock }),
    inbox: createInbox(database, createStandings(scopes, testcases.defaults)),
    log: createTransparencyLog(database, []),
    published: { ...NOTHING_PUBLISHED, listing: parseListing(SEEDED_LISTING, 'listing.yaml', scopes) },
    credentialPolicy: 'refuse',
    takesWholeUploads: false,
  })
  const authorization = (user: string) => `Basic ${Buffer.from(`${user}:${SEEDED_PASSWORD}`).toString('base64')}`
  let uuid = ''
  for (const seeded of SEEDED_SUBJECTS) {
    const scope = scopes.find(seeded.scope)
    if (!scope) throw new Error(`there is no scope ${seeded.scope}`)
    const documents = [...pastReports(seeded, scope), ...(seeded.isSilentNow ? [] : [lastReport(seeded, scope)])]
    for (let index = 0; index < documents.length; index += 20) {
      const response = await app.inject({
        method: 'POST',
        url: '/reports',
        payload: signed(key, documents.slice(index, index + 20)),
        headers: { authorization: authorization(seeded.submitter), 'content-type': 'application/x-signed-yaml' },
      })
      if (response.statusCode !== 200) throw new Error(`${seeded.subject}: ${response.body}`)
      if (seeded.subject === 'nordwolke-2')
        uuid =
          String(response.headers['siegel-report'])
            .split(/[\s,]+/)
            .at(-1) ?? ''
    }
  }
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return {
    url,
    paths: [
      '/page/table',
      '/page/table?state=fail',
      '/page/detail/hansecloud/scs-compatible-iaas',
      '/page/detail/nordwolke-2/scs-compatible-iaas',
      '/page/detail/group-nordwolke/scs-compatible-iaas',
      '/page/detail/nordwolke-2/scs-compatible-iaas?at=2026-09-01T00:00:00Z',
      '/page/embed/hansecloud/scs-compatible-iaas',
      '/page/history/nordwolke-2/scs-compatible-iaas?from=2026-10-01&to=2026-11-20',
      `/page/report/${uuid}`,
      '/page/scope/scs-compatible-iaas?compare=v4..v5.1',
      '/page/standards',
      '/page/standard/scs-0102',
      '/page/testcase/scs-0102-prop-architecture',
      '/page/scope/scs-compatible-kaas',
      '/page/imprint',
      '/page/privacy',
      '/page/accessibility',
      '/page/nothing-here',
    ],
    privatePaths: [
      '/page/unlisted',
      '/page/table_full',
      '/page/detail_full/group-nordwolke/scs-compatible-iaas',
      `/page/report_full/${uuid}`,
    ],
    close: async () => {
      await app.close()
      await authenticator.close()
      await uploadReader.close()
      await close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

const NUMBERS = { PASS: 1, ABORT: 0, FAIL: -1 } as const

/** One report a week, as other programs write them, and some in the days before the end. */
function pastReports(seeded: SeededSubject, scope: Scope) {
  const moments = [
    ...Array.from({ length: WEEKS }, (_, week) => new Date(NOW.getTime() - (WEEKS - week) * WEEK_MS - 3_600_000)),
    ...DAYS_BEFORE_END.map((days) => new Date(NOW.getTime() - days * 86_400_000 - 1_800_000)),
  ]
  return moments.flatMap((checkedAt, index) => {
    const week = Math.floor((NOW.getTime() - checkedAt.getTime()) / WEEK_MS)
    if (seeded.isSilentNow && week < 6) return []
    if ((seeded.silentWeeks ?? []).includes(week)) return []
    const results = Object.fromEntries(
      testcasesOf(scope).map((id) => [id, NUMBERS[pastVerdict(seeded, id, week, index)]]),
    )
    return [
      plainReport(results, {
        spec: { uuid: scope.uuid, name: scope.name, url: scope.url },
        subject: seeded.subject,
        checked_at: checkedAt.toISOString(),
        reference_date: checkedAt.toISOString().slice(0, 10),
      }),
    ]
  })
}

function pastVerdict(seeded: SeededSubject, testcaseId: string, week: number, index: number): Verdict {
  const spell = (seeded.spells ?? []).find(
    ({ pattern, from, until }) => pattern.test(testcaseId) && week <= from && week > until,
  )
  if (spell) return spell.verdict
  const dice = createHash('sha256').update(`${seeded.subject} ${testcaseId} ${index}`).digest().readUInt16BE(0)
  return dice < 45 ? 'ABORT' : 'PASS'
}

/** The newest report, with findings, as this program writes it. */
function lastReport(seeded: SeededSubject, scope: Scope) {
  const checkedAt = new Date(NOW.getTime() - seeded.hoursAgo * 3_600_000)
  return report({
    scope: { uuid: scope.uuid, name: scope.name, url: scope.url },
    subject: seeded.subject,
    invocationUuid: randomUUID(),
    checkedAt,
    assignment: { os_cloud: seeded.subject },
    commandLine: ['siegel', 'check', 'iaas', '--subject', seeded.subject],
    judged: testcasesOf(scope).map((testcaseId, index) => ({
      testcaseId,
      judgedAt: checkedAt,
      durationMs: 2 + (index % 7),
      judgement: seeded.judgements[testcaseId] ?? passOf(testcaseId),
    })),
  })
}

function passOf(testcaseId: string): Judgement {
  return { verdict: 'PASS', examined: 1 + (testcaseId.length % 9), warnings: [] }
}

function testcasesOf(scope: Scope): string[] {
  const { defaults } = readTestcaseCatalogue()
  const ids = scope.versions.flatMap(({ version }) => resolveVersion(scope, version, defaults).testcases)
  return [...new Set(ids.filter(({ section }) => section !== null).map(({ id }) => id))]
}

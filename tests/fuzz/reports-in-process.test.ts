import assert from 'node:assert/strict'
import { test } from 'node:test'
import { evaluate } from '#evaluation/evaluate.ts'
import { redactReport } from '#report/redact-report.ts'
import { readUpload } from '#server/ingest/read-upload.ts'
import { knownScopes } from '#server/known-scopes.ts'
import { readBundledScopes } from '#server/read-bundled-scopes.ts'
import { NOW, plainReport, report } from '#server/signed-reports.fixture.ts'
import { readTestcaseCatalogue } from '#server/testcase-catalogue.ts'
import { seededDice } from '../mutations/seeded-dice.ts'
import { type Format, mutatedBytes } from './mutate-report.ts'

const ROUNDS = Number(process.env.SIEGEL_FUZZ_REPORTS ?? 4_000)
const SEED = Number(process.env.SIEGEL_FUZZ_SEED ?? 20_261_121)

const scopes = knownScopes(readBundledScopes())
const { defaults } = readTestcaseCatalogue()
const old = {
  ...plainReport({}),
  versions: { 'v5.1': { 'scs-0102-prop-architecture': { result: 1, invocation: 'x' }, 'scs-0101-entropy': -1 } },
}
const BASES = [
  plainReport({ 'scs-0102-prop-architecture': 1, 'scs-0102-prop-min_ram': 0, 'scs-0101-entropy': -1 }),
  plainReport({ 'scs-0102-prop-architecture': -1 }, { checked_at: '2026-11-20T23:30:00+01:00' }),
  old,
  report(),
]

/** What production does with an upload whose signature is good, up to storing it. */
function takeIn(bytes: Buffer, format: Format): string {
  const upload = readUpload({ bytes, format, at: NOW, credentialPolicy: 'mask' })
  if (!upload.ok) return upload.refusal.code
  const codes = upload.documents.map((document) => {
    if (!document.ok) return document.refusal.code
    const { document: whole, scopeUuid, results, checkedAt, reportUuid } = document.report
    JSON.stringify(redactReport(whole))
    const scope = scopes.find(scopeUuid)
    if (!scope) return 'unknown scope'
    const dated = results.map(({ testcaseId, verdict }) => ({ testcaseId, verdict, checkedAt, reportUuid }))
    const { testcases } = evaluate({ scope, defaults, results: dated, at: NOW })
    for (const { verdict } of results) assert.ok(['PASS', 'FAIL', 'ABORT'].includes(verdict))
    assert.ok(testcases.length > 0)
    return 'evaluated'
  })
  return codes[0] ?? 'empty'
}

test(`${ROUNDS} mutated reports are evaluated or refused with a code, and nothing else happens`, () => {
  const dice = seededDice(SEED)
  const outcomes = new Map<string, number>()
  let slowest = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const format: Format = dice.chance(25) ? 'yaml' : 'json'
    const bytes = mutatedBytes(dice.oneOf(BASES), format, dice)
    const started = process.threadCpuUsage()
    let outcome: string
    try {
      outcome = takeIn(bytes, format)
    } catch (cause) {
      throw new Error(`round ${round} of seed ${SEED}: ${format} ${bytes.toString('base64')}`, { cause })
    }
    const { user, system } = process.threadCpuUsage(started)
    slowest = Math.max(slowest, (user + system) / 1_000)
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
  }
  if (process.env.SIEGEL_FUZZ_REPORTS !== undefined) {
    console.log(`${ROUNDS} reports, slowest ${slowest.toFixed(1)} ms:`, Object.fromEntries(outcomes))
  }
  for (const outcome of ['evaluated', 'REPORT_INVALID', 'REPORT_MALFORMED', 'unknown scope']) {
    assert.ok(outcomes.has(outcome), `no mutation led to ${outcome}: they are too tame or too wild`)
  }
  assert.ok(Number(outcomes.get('evaluated')) > ROUNDS / 20, 'most mutations destroy everything, which tests little')
  assert.ok(slowest < 200, `one report took ${slowest} ms`)
})

test('the base reports themselves are evaluated', () => {
  for (const base of BASES) assert.equal(takeIn(Buffer.from(JSON.stringify(base)), 'json'), 'evaluated')
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { EXAMPLE_SCOPE_TEXT } from '#scopes/example-scope.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { TestcaseDefaults } from '#scopes/scope.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import { evaluate } from './evaluate.ts'
import { type History, history } from './history.ts'
import { pick, seededRandom } from './seeded-random.fixture.ts'
import type { KnownResult } from './testcase-steps.ts'
import { resultsOfRun, runsOf } from './verdict-runs.ts'

const SEQUENCES = 1_200
const DAY = 86_400_000
const scope = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example.yaml' })
const defaults: TestcaseDefaults = new Map([
  ['scs-9001-first', { lifetime: 'day' }],
  ['scs-9002-more', { lifetime: 'quarter' }],
])
const TESTCASES = [
  'scs-9001-first',
  'scs-9001-second',
  'scs-9001-nicety',
  'scs-9002-images',
  'scs-9002-more',
  'papers-check',
] as const
const FROM = new Date('2025-11-01T00:00:00Z')
const UNTIL = new Date('2026-09-01T00:00:00Z')

/** Reports of a year around all dates of the timeline: gaps, late arrivals, equal instants, ABORTs in between. */
function randomResults(random: () => number): KnownResult[] {
  const count = 1 + Math.floor(random() * 30)
  return Array.from({ length: count }, (_, index) => {
    const checkedAt = new Date(FROM.getTime() + Math.floor(random() * 80) * 3.7 * DAY)
    const delay = pick(random, [0, 0, 1, 20, 90]) * DAY
    return TESTCASES.filter(() => random() < 0.7).map((testcaseId) => ({
      testcaseId,
      verdict: pick<Verdict>(random, ['PASS', 'PASS', 'PASS', 'FAIL', 'ABORT']),
      checkedAt,
      reportUuid: `report-${index}`,
      knownFrom: new Date(checkedAt.getTime() + delay),
    }))
  }).flat()
}

/** Every instant at which something can change, the one before it, and some in between. */
function instants(results: readonly KnownResult[], random: () => number): Date[] {
  const edges = results.flatMap(({ checkedAt, knownFrom }) => [checkedAt.getTime(), knownFrom?.getTime() ?? 0])
  const midnights = Array.from({ length: 6 }, () => FROM.getTime() + Math.floor(random() * 304) * DAY)
  const all = [...edges.slice(0, 8), ...midnights].flatMap((time) => [time - 1, time])
  return [FROM.getTime(), UNTIL.getTime() - 1, ...all]
    .filter((time) => time >= FROM.getTime() && time < UNTIL.getTime())
    .map((time) => new Date(time))
}

function covering<Period extends { from: Date; until: Date }>(periods: readonly Period[], at: Date): Period {
  const found = periods.filter(({ from, until }) => from <= at && at < until)
  assert.equal(found.length, 1, `${found.length} periods at ${at.toISOString()}`)
  const [period] = found
  assert.ok(period)
  return period
}

function assertSameAsEvaluated(answer: History, results: readonly KnownResult[], at: Date, hint: string): void {
  const compliance = evaluate({ scope, defaults, results, at })
  const period = covering(answer.periods, at)
  const where = `${hint} at ${at.toISOString()}`
  assert.deepEqual(
    { standing: period.standing, shown: period.shown, validity: period.validity },
    { standing: compliance.standing, shown: compliance.shown?.version, validity: compliance.shown?.validity },
    where,
  )
  const listed = answer.versions.flatMap(({ version, periods }) => {
    const { validity, standing } = covering(periods, at)
    return validity ? [{ version, validity, standing }] : []
  })
  assert.deepEqual(
    listed,
    compliance.versions.map(({ version, validity, standing }) => ({ version, validity, standing })),
    where,
  )
  for (const { version, testcases } of compliance.versions) {
    const own = answer.versions.find((one) => one.version === version)
    for (const { testcaseId, standing } of testcases) {
      const periods = own?.testcases.find((one) => one.testcaseId === testcaseId)?.periods ?? []
      assert.equal(covering(periods, at).standing, standing, `${where} ${version} ${testcaseId}`)
    }
  }
}

function assertTiles(periods: readonly { from: Date; until: Date }[]): void {
  assert.equal(periods[0]?.from.getTime(), FROM.getTime())
  assert.equal(periods.at(-1)?.until.getTime(), UNTIL.getTime())
  for (const [index, { until }] of periods.slice(0, -1).entries()) {
    assert.equal(periods[index + 1]?.from.getTime(), until.getTime())
  }
}

describe('history', () => {
  test(`at every instant it says what an evaluation says, as known now, in ${SEQUENCES} random sequences of reports`, () => {
    for (let seed = 0; seed < SEQUENCES; seed += 1) {
      const random = seededRandom(seed)
      const results = randomResults(random).map(({ knownFrom: _, ...result }) => result)
      const answer = history({ scope, defaults, results, from: FROM, until: UNTIL })
      for (const { periods, testcases } of answer.versions) {
        assertTiles(periods)
        for (const testcase of testcases) assertTiles(testcase.periods)
      }
      assertTiles(answer.periods)
      for (const at of instants(results, random)) assertSameAsEvaluated(answer, results, at, `seed ${seed}`)
    }
  })

  test(`as it was then, it says what an evaluation of the reports received by then says, in ${SEQUENCES} sequences`, () => {
    for (let seed = 0; seed < SEQUENCES; seed += 1) {
      const random = seededRandom(seed)
      const results = randomResults(random)
      const answer = history({ scope, defaults, results, from: FROM, until: UNTIL })
      for (const at of instants(results, random)) {
        const received = results.filter(({ knownFrom }) => knownFrom && knownFrom <= at)
        assertSameAsEvaluated(answer, received, at, `seed ${seed}`)
      }
    }
  })

  test(`first and last results of runs give the same standings as all results, in ${SEQUENCES} sequences`, () => {
    for (let seed = 0; seed < SEQUENCES; seed += 1) {
      const results = randomResults(seededRandom(seed)).map(({ knownFrom: _, ...result }) => result)
      const thinned = [...Map.groupBy(results, ({ testcaseId }) => testcaseId)].flatMap(([id, own]) =>
        runsOf(own).flatMap((run) => resultsOfRun(id, run)),
      )
      const question = { scope, defaults, from: FROM, until: UNTIL }
      const standings = ({ periods, versions }: History) => ({
        periods: periods.map(({ from, until, standing, shown }) => ({ from, until, standing, shown })),
        versions: versions.map((version) =>
          version.testcases.map((testcase) =>
            testcase.periods.map(({ from, until, standing }) => [from, until, standing]),
          ),
        ),
      })
      const all = history({ ...question, results })
      assert.deepEqual(standings(history({ ...question, results: thinned })), standings(all), `seed ${seed}`)
    }
  })

  test('a cloud that passes, is not heard of again, and meets a change of the timeline: each period says why it began', () => {
    const ids = ['scs-9001-first', 'scs-9001-second']
    const results = ids.map((testcaseId) => ({
      testcaseId,
      verdict: 'PASS' as const,
      checkedAt: new Date('2026-06-29T12:00:00Z'),
      reportUuid: 'r1',
    }))
    const answer = history({
      scope,
      defaults: new Map(),
      results,
      from: new Date('2026-06-29T00:00:00Z'),
      until: new Date('2026-08-01T00:00:00Z'),
    })
    const v1 = answer.versions.find(({ version }) => version === 'v1')
    assert.deepEqual(
      v1?.periods.map(({ from, standing, validity, reason, changes }) => [
        from.toISOString().slice(0, 16),
        standing,
        validity,
        reason,
        changes.map(({ testcaseId }) => testcaseId),
      ]),
      [
        ['2026-06-29T00:00', 'MISS', 'warn', 'timeline', []],
        ['2026-06-29T12:00', 'PASS', 'warn', 'result', ids],
        ['2026-07-01T00:00', 'PASS', 'deprecated', 'timeline', []],
        ['2026-07-13T00:00', 'MISS', 'deprecated', 'expiry', ids],
      ],
    )
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Verdict } from '#vocabulary/verdict.ts'
import { pick, seededRandom } from './seeded-random.fixture.ts'
import { isWeightier, placeResult, type RunResult, runsOf, type VerdictRun } from './verdict-runs.ts'

const SEQUENCES = 4_000
const HOUR = 3_600_000
const START = Date.parse('2026-06-01T00:00:00Z')

/** Keeps runs up to date result by result, as the database does: only the neighbours of the new result are looked at. */
function keepUpToDate(runs: readonly VerdictRun[], known: readonly RunResult[], result: RunResult): VerdictRun[] {
  const time = result.checkedAt.getTime()
  const counting = known.filter(
    (one) => !known.some((other) => +other.checkedAt === +one.checkedAt && other !== one && isWeightier(other, one)),
  )
  const same = counting.find(({ checkedAt }) => checkedAt.getTime() === time)
  if (same && !isWeightier(result, same)) return [...runs]
  const neighbour = (one: RunResult | undefined) => {
    const run = runs.find(
      ({ first, last }) => one && first.checkedAt <= one.checkedAt && one.checkedAt <= last.checkedAt,
    )
    return one && run && { result: one, run }
  }
  const sorted = counting.toSorted((a, b) => +a.checkedAt - +b.checkedAt)
  const before = neighbour(sorted.findLast(({ checkedAt }) => checkedAt.getTime() < time))
  const after = neighbour(sorted.find(({ checkedAt }) => checkedAt.getTime() > time))
  const touched = new Set([before?.run, neighbour(same)?.run, after?.run])
  return [...runs.filter((run) => !touched.has(run)), ...placeResult(result, { before, after })].toSorted(
    (a, b) => +a.first.checkedAt - +b.first.checkedAt,
  )
}

describe('runs of equal verdicts', () => {
  test(`kept up to date they are what all results give from scratch, in ${SEQUENCES} sequences with late arrivals and ties`, () => {
    for (let seed = 0; seed < SEQUENCES; seed += 1) {
      const random = seededRandom(seed)
      const count = 1 + Math.floor(random() * 25)
      const step = pick(random, [1, 6, 24, 40])
      const verdicts: [Verdict, ...Verdict[]] = pick<[Verdict, ...Verdict[]]>(random, [
        ['PASS', 'FAIL', 'ABORT'],
        ['PASS', 'PASS', 'PASS', 'ABORT'],
        ['PASS'],
      ])
      const known: RunResult[] = []
      let runs: VerdictRun[] = []
      for (let index = 0; index < count; index += 1) {
        const result: RunResult = {
          verdict: pick(random, verdicts),
          checkedAt: new Date(START + Math.floor(random() * count) * step * HOUR),
          reportUuid: `r-${Math.floor(random() * 1e6)}-${index}`,
        }
        runs = keepUpToDate(runs, known, result)
        known.push(result)
        assert.deepEqual(runs, runsOf(known), `seed ${seed}, result ${index}`)
      }
    }
  })

  test('a pause that outlives the shortest lifetime ends a run', () => {
    const result = (time: string): RunResult => ({ verdict: 'PASS', checkedAt: new Date(time), reportUuid: time })
    const runs = runsOf([
      result('2026-06-01T23:00:00Z'),
      result('2026-06-02T23:59:59Z'),
      result('2026-06-04T00:00:00Z'),
    ])
    assert.deepEqual(
      runs.map(({ first, last }) => `${first.reportUuid}–${last.reportUuid}`),
      ['2026-06-01T23:00:00Z–2026-06-02T23:59:59Z', '2026-06-04T00:00:00Z–2026-06-04T00:00:00Z'],
    )
  })
})

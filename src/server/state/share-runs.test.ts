import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { shareRuns } from './share-runs.ts'

/** A question whose runs are numbered and end when they are told to. */
function question() {
  const runs: PromiseWithResolvers<number>[] = []
  const ask = shareRuns(() => {
    const run = Promise.withResolvers<number>()
    runs.push(run)
    return run.promise
  })
  const nthRun = (number: number) => {
    const run = runs[number - 1]
    assert.ok(run, `run ${number} has not begun`)
    return run
  }
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve))
  return { ask, end: (number: number) => nthRun(number).resolve(number), nthRun, count: () => runs.length, settled }
}

describe('a shared question', () => {
  test('nobody gets the answer of a run that began before they asked, and those who wait share the next', async () => {
    const { ask, end, count, settled } = question()
    const first = ask()
    const waiting = [ask(), ask(), ask()]
    await settled()
    assert.equal(count(), 1)
    end(1)
    assert.equal(await first, 1)
    await settled()
    assert.equal(count(), 2)
    const later = ask()
    end(2)
    assert.deepEqual(await Promise.all(waiting), [2, 2, 2])
    await settled()
    end(3)
    assert.equal(await later, 3)
  })

  test('a run that fails fails for those who asked for it, and the next goes on', async () => {
    const { ask, end, nthRun, settled } = question()
    const first = ask()
    const second = ask()
    nthRun(1).reject(new Error('unreachable'))
    await assert.rejects(first, /unreachable/)
    await settled()
    end(2)
    assert.equal(await second, 2)
  })

  test('without company each question is a run of its own', async () => {
    const { ask, end, count } = question()
    for (const number of [1, 2, 3]) {
      const answer = ask()
      end(number)
      assert.equal(await answer, number)
    }
    assert.equal(count(), 3)
  })
})

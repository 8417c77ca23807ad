import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createFailureThrottle } from './failure-throttle.ts'

describe('throttle of failed sign-ins', () => {
  test('allows so many failures per period and key, and no more', () => {
    let now = 0
    const throttle = createFailureThrottle(() => new Date(now), { mostFailures: 2, periodMs: 60_000 })
    throttle.countFailure(['a'])
    assert.equal(throttle.secondsToWait(['a']), 0)
    now = 10_000
    throttle.countFailure(['a'])
    assert.equal(throttle.secondsToWait(['a']), 50)
    assert.equal(throttle.secondsToWait(['b']), 0)
    assert.equal(throttle.secondsToWait(['b', 'a']), 50)
    now = 60_000
    assert.equal(throttle.secondsToWait(['a']), 0)
  })

  test('a hundred thousand addresses do not fill the memory, and the newest are still throttled', () => {
    const throttle = createFailureThrottle(() => new Date(0), { mostFailures: 1, periodMs: 1_000 })
    for (let index = 0; index < 100_000; index += 1) throttle.countFailure([String(index)])
    assert.equal(throttle.secondsToWait(['99999']), 1)
    assert.equal(throttle.secondsToWait(['0']), 0)
  })
})

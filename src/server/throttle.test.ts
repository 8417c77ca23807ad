import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createThrottle } from './throttle.ts'

describe('throttle', () => {
  test('allows so much per period and key, and no more', () => {
    let now = 0
    const throttle = createThrottle(() => new Date(now), { most: 2, periodMs: 60_000 })
    throttle.count('a')
    assert.equal(throttle.secondsToWait('a'), 0)
    now = 10_000
    throttle.count('a')
    assert.equal(throttle.secondsToWait('a'), 50)
    assert.equal(throttle.secondsToWait('b'), 0)
    throttle.uncount('a')
    assert.equal(throttle.secondsToWait('a'), 0)
    throttle.count('a')
    now = 59_999
    assert.equal(throttle.secondsToWait('a'), 1)
    now = 60_000
    assert.equal(throttle.secondsToWait('a'), 0)
  })

  test('a hundred thousand addresses do not fill the memory, and the newest are still throttled', () => {
    const throttle = createThrottle(() => new Date(0), { most: 1, periodMs: 1_000 })
    for (let index = 0; index < 100_000; index += 1) throttle.count(String(index))
    assert.equal(throttle.secondsToWait('99999'), 1)
    assert.equal(throttle.secondsToWait('0'), 0)
  })

  test('a limit of 0 is none', () => {
    const throttle = createThrottle(() => new Date(0), { most: 0, periodMs: 1_000 })
    for (let index = 0; index < 100; index += 1) throttle.count('a')
    assert.equal(throttle.secondsToWait('a'), 0)
  })
})

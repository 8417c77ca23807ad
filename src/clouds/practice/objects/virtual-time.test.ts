import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createVirtualTime } from './virtual-time.ts'

describe('Virtual time', () => {
  function started(pace: number) {
    let elapsed = 5_000
    const happened: string[] = []
    const time = createVirtualTime(() => elapsed, pace)
    return { time, happened, pass: (milliseconds: number) => (elapsed += milliseconds) }
  }

  it('begins with 0 and passes as much faster as it is told', () => {
    const { pass, time } = started(1_000)
    assert.equal(time.now(), 0)
    pass(30)
    assert.equal(time.now(), 30)
  })

  it('lets happen what is due, in the order of the moments, and nothing else', () => {
    const { happened, pass, time } = started(1)
    time.after(3, () => happened.push('third'))
    time.after(1, () => happened.push('first'))
    time.after(1, () => happened.push('second'))
    time.after(9, () => happened.push('never'))
    time.catchUp()
    assert.deepEqual(happened, [])
    pass(4_000)
    time.catchUp()
    assert.deepEqual(happened, ['first', 'second', 'third'])
  })

  it('counts what follows from the moment of its cause, not from the moment of the look', () => {
    const { happened, pass, time } = started(1)
    time.after(2, () => time.after(2, () => happened.push(`at ${time.now()}`)))
    pass(60_000)
    time.catchUp()
    assert.deepEqual(happened, ['at 4'])
    assert.equal(time.now(), 60)
  })
})

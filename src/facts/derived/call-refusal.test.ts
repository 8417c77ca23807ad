import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { NO_ANSWER, refusedWith } from '../call-outcomes.fixture.ts'
import { isDenial, openBecause, refusalText } from './call-refusal.ts'

/** [status, message, does the cloud itself turn the call down?, class of the reason otherwise] */
const REFUSALS = [
  [400, 'Bad request', true, 'provider-error'],
  [401, 'Unauthorized', false, 'credential'],
  [403, 'Policy does not allow it', true, 'permission'],
  [403, "VolumeLimitExceeded: quota 'volumes' exceeded", false, 'inconclusive'],
  [404, '', true, 'provider-error'],
  [409, 'Quota exceeded for resources: [network]', false, 'inconclusive'],
  [409, 'No more IP addresses available', true, 'provider-error'],
  [413, 'OverLimit', false, 'inconclusive'],
  [429, 'Too many requests', false, 'provider-error'],
  [500, 'Oops', false, 'provider-error'],
  [501, 'Not implemented', true, 'provider-error'],
  [503, '', false, 'provider-error'],
] as const

describe('a call that the cloud refused', () => {
  for (const [status, message, denial, reason] of REFUSALS) {
    test(`with ${status} ${message} is ${denial ? 'a denial' : 'no denial'}`, () => {
      const refused = refusedWith(status, message)
      assert.ok(refused.kind === 'refused')
      assert.equal(isDenial(refused), denial)
      assert.equal(openBecause('trying', refused).class, reason)
    })
  }

  test('is told with its answer', () => {
    assert.equal(refusalText({ status: 403, message: 'Policy' }), '403 Policy')
    assert.equal(refusalText({ status: 503, message: '' }), '503')
    const refused = refusedWith(503)
    assert.ok(refused.kind === 'refused')
    assert.equal(openBecause('creating a network', refused).detail, 'creating a network was refused: 503')
  })

  test('keeps its reason where there was no answer', () => {
    assert.ok(NO_ANSWER.kind === 'stopped')
    assert.deepEqual(openBecause('trying', NO_ANSWER), NO_ANSWER.reason)
  })
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { messageOfCloud } from './message-of-cloud.ts'

const ROWS: [string, string, string][] = [
  ['Keystone', '{"error":{"code":401,"title":"Unauthorized","message":"Please sign in."}}', 'Please sign in'],
  ['Nova', '{"forbidden":{"code":403,"message":"Policy says no"}}', 'Policy says no'],
  ['Neutron', '{"NeutronError":{"type":"X","message":"Gone","detail":""}}', 'Gone'],
  ['Octavia', '{"faultcode":"Client","faultstring":"Bad"}', 'Bad'],
  [
    'Glance with a page',
    '<html><head><title>403 X</title></head><body><h1>403</h1>Access denied<br/></body></html>',
    '403 Access denied',
  ],
  ['a terminal escape', '\u001b[31mred\u0007\n\nline', '[31mred line'],
  ['nothing', '', ''],
  ['a number', '5', '5'],
]

for (const [name, body, expected] of ROWS) {
  test(`the message of ${name} is found`, () => assert.equal(messageOfCloud(body), expected))
}

test('a long message is shortened, and a hostile page does not take long', () => {
  assert.equal(messageOfCloud('a'.repeat(5_000)).length, 200)
  const startedAt = performance.now()
  messageOfCloud('<'.repeat(5_000_000))
  assert.ok(performance.now() - startedAt < 1_000)
})

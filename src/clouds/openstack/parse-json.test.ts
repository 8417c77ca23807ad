import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseJson } from './parse-json.ts'

describe('an answer that costs more than it is worth is refused before it is parsed', () => {
  for (const [sentence, text, problem] of [
    ['65 lists in one another', `${'['.repeat(65)}${']'.repeat(65)}`, /nested more than 64/],
    ['half a million empty objects', `[${'{},'.repeat(500_000)}{}]`, /more than 500000 values/],
    ['half a million numbers', `[${'1,'.repeat(500_000)}1]`, /more than 500000 values/],
    ['a text of three million characters', `["${'x'.repeat(3_000_000)}"]`, /longer than 2097152/],
    ['a text that never ends', `["${'x'.repeat(3_000_000)}`, /longer than 2097152/],
    ['nothing', ' ', /empty/],
    ['half of an object', '{"a":', /no complete JSON/],
  ] as const) {
    test(sentence, () => assert.throws(() => parseJson(text), problem))
  }
})

describe('an answer within the limits is parsed', () => {
  for (const [sentence, value] of [
    ['brackets, commas and quotation marks in a text count as text', { name: `"[{,\\${'[,{"'.repeat(200_000)}` }],
    ['64 lists in one another', JSON.parse(`${'['.repeat(64)}${']'.repeat(64)}`)],
    ['a thousand images with sixty properties each', images(1_000, 60)],
  ] as const) {
    test(sentence, () => assert.deepEqual(parseJson(JSON.stringify(value)), value))
  }

  test('the key __proto__ is a key like others', () => {
    parseJson('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}')
    assert.equal('polluted' in {}, false)
  })
})

function images(count: number, properties: number): object[] {
  const image = Object.fromEntries(Array.from({ length: properties }, (_, index) => [`property_${index}`, 'value']))
  return Array.from({ length: count }, () => image)
}

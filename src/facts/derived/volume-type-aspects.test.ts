import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { parseVolumeTypeAspects } from './volume-type-aspects.ts'

describe('the aspects of a volume type', () => {
  for (const [title, description, kind] of [
    ['without description are not there', null, 'none'],
    ['in other brackets are free text', '[fast] disks', 'none'],
    ['in the middle are free text', 'disks [scs:encrypted]', 'none'],
    ['in capital letters are free text that looks like a list', '[SCS:encrypted]', 'look-alike'],
    ['after a blank are free text that looks like a list', ' [scs:encrypted]', 'look-alike'],
    ['with a blank in the bracket look like a list', '[ scs:encrypted]', 'look-alike'],
    ['without end are no list', '[scs:encrypted, replicated', 'unclosed'],
    ['end at the first bracket', '[scs:encrypted] and [more]', 'list'],
  ] as const) {
    test(title, () => assert.equal(parseVolumeTypeAspects(description).kind, kind))
  }

  test('are shown shortened if somebody wrote a book', () => {
    const list = parseVolumeTypeAspects(`[scs:${'a'.repeat(5_000)}]`)
    assert.equal('text' in list && list.text.length, 100)
  })
})

describe('the raw aspects as the vectors have them', () => {
  const { vectors } = JSON.parse(readFileSync(new URL('../../../tests/vectors/iaas.json', import.meta.url), 'utf8'))
  const those = vectors.filter(({ kind }: { kind: string }) => kind === 'volume_types')

  test('all vectors are here', () => assert.equal(those.length, 19))

  for (const { id, input, expected_python: expected } of those) {
    test(id, () => {
      const actual = input.map(({ description }: { description: string | null }) => {
        const list = parseVolumeTypeAspects(description)
        return list.kind === 'list' ? list.aspects : null
      })
      assert.deepEqual(actual, expected.aspects)
    })
  }
})

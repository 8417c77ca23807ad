import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { entropyConsoleSections } from '#facts/derived/entropy/entropy-console-sections.ts'
import { consoleOf } from './console-of.ts'
import { testcase as entropyAvail } from './scs-0101-entropy-avail.ts'
import { testcase as fipsTest } from './scs-0101-fips-test.ts'

const { vectors } = JSON.parse(readFileSync(new URL('../../../../tests/vectors/iaas.json', import.meta.url), 'utf8'))
const those = vectors.filter(({ kind }: { kind: string }) => kind === 'entropy_console')

describe('consoles as the vectors have them', () => {
  test('all vectors are here', () => assert.equal(those.length, 10))

  for (const { id, input, expected_python, expected_standard } of those) {
    const expected = { ...expected_python, ...expected_standard }
    test(id, () => {
      assert.deepEqual(Object.fromEntries(entropyConsoleSections(input.lines)), expected.collected)
      const facts = { entropyConsole: consoleOf(...input.lines) }
      for (const testcase of [entropyAvail, fipsTest]) {
        const { verdict } = testcase.judge(facts as never, new Date(0))
        assert.equal(verdict, expected[testcase.id.slice('scs-0101-'.length)], testcase.id)
      }
    })
  }
})

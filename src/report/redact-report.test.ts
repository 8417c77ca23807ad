import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { JsonValue } from './json-value.ts'
import { REDACTED_MARK, redactReport } from './redact-report.ts'

interface Vector {
  readonly id: string
  readonly category: string
  readonly input: JsonValue
  readonly expected: JsonValue
}

const { vectors } = JSON.parse(readFileSync(new URL('../../tests/vectors/kaas.json', import.meta.url), 'utf8')) as {
  readonly vectors: readonly Vector[]
}
const VECTORS = vectors.filter(({ category }) => category === 'page.redact')

const redacted = (stdout: JsonValue, stderr: JsonValue = []) =>
  redactReport({ run: { invocations: { one: { stdout, stderr } } } }) as {
    run: { invocations: { one: { stdout: string[]; stderr: string[]; redacted?: boolean } } }
  }

describe('what everybody may see of a report', () => {
  test('every vector is here', () => {
    assert.equal(VECTORS.length, 1)
  })
  for (const { id, input, expected } of VECTORS) {
    test(id, () => {
      assert.deepEqual(redactReport(input), expected)
    })
  }

  test('a line that only looks like a result is taken away', () => {
    for (const line of ['password=hunter2: PASS', 'x: PASS ', '<script>: PASS', 'two words: PASS']) {
      assert.deepEqual(redacted([line]).run.invocations.one.stdout, [REDACTED_MARK], line)
    }
  })

  test('a credential in an error is masked', () => {
    const { stderr } = redacted([], ['ERROR: token=abcdef', 'WARNING: OS_PASSWORD=hunter2']).run.invocations.one
    assert.deepEqual(stderr, ['ERROR: token=***', 'WARNING: OS_PASSWORD=***'])
  })

  test('odd documents break nothing', () => {
    const documents: readonly JsonValue[] = [
      null,
      'x',
      [],
      {},
      { run: null },
      { run: [] },
      { run: { invocations: [1] } },
      { run: { invocations: { one: 5 } } },
    ]
    for (const document of documents) {
      assert.deepEqual(redactReport(document), document)
    }
    assert.deepEqual(redacted([1, null, 'a: PASS']).run.invocations.one.stdout, [REDACTED_MARK, 'a: PASS'])
    assert.equal(redacted('text').run.invocations.one.stdout, 'text')
  })
})

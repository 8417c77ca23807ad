import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { EXAMPLE_SCOPE_TEXT } from '#scopes/example-scope.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import { SHIPPED_SCOPES } from '#scopes/shipped-scopes.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import type { DatedResult } from './compliance.ts'
import { evaluate } from './evaluate.ts'

const EXAMPLE = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example' })
const AT = new Date('2026-03-04T12:00:00Z')

function on(checkedAt: Date, verdicts: Readonly<Record<string, Verdict>>): DatedResult[] {
  return Object.entries(verdicts).map(([testcaseId, verdict]) => ({
    testcaseId,
    verdict,
    checkedAt,
    reportUuid: 'report',
  }))
}

const ask = (verdicts: Readonly<Record<string, Verdict>>, at = AT, checkedAt = new Date(at.getTime() - 3_600_000)) =>
  evaluate({ scope: EXAMPLE, defaults: new Map(), results: on(checkedAt, verdicts), at })

const ALL_PASS = {
  'scs-9001-first': 'PASS',
  'scs-9001-second': 'PASS',
  'scs-9001-nicety': 'PASS',
  'scs-9002-images': 'PASS',
  'scs-9002-more': 'PASS',
} as const

test('drafts may be left out, together with the testcases that only they use', () => {
  const question = { scope: EXAMPLE, defaults: new Map(), results: [], at: AT }
  const versions = (withDrafts: boolean) => evaluate({ ...question, withDrafts }).versions.map(({ version }) => version)
  assert.deepEqual(versions(true), ['next', 'v2', 'v1'])
  assert.deepEqual(versions(false), ['v2', 'v1'])
  const ids = evaluate({ ...question, withDrafts: false }).testcases.map(({ testcaseId }) => testcaseId)
  assert.ok(ids.includes('scs-9002-images'))
  assert.ok(!ids.includes('scs-9002-more'))
})

describe('the shown version is', () => {
  const rows: readonly [
    title: string,
    verdicts: Record<string, Verdict>,
    shown: string | undefined,
    standing: string,
  ][] = [
    ['the newest that is no draft', ALL_PASS, 'v2 effective', 'PASS'],
    ['an older one where the newest fails', { ...ALL_PASS, 'scs-9002-images': 'FAIL' }, 'v1 warn', 'PASS'],
    ['none where all fail', { ...ALL_PASS, 'scs-9001-first': 'FAIL' }, undefined, 'FAIL'],
    ['the newest even if a result is missing', { 'scs-9001-first': 'PASS' }, 'v2 effective', 'MISS'],
    ['the newest even if a result is undecided', { ...ALL_PASS, 'scs-9002-images': 'ABORT' }, 'v2 effective', 'ABORT'],
    ['not moved by what main does not have', { ...ALL_PASS, 'scs-9001-nicety': 'FAIL' }, 'v2 effective', 'PASS'],
  ]
  for (const [title, verdicts, shown, standing] of rows) {
    test(title, () => {
      const compliance = ask(verdicts)
      assert.equal(compliance.shown && `${compliance.shown.version} ${compliance.shown.validity}`, shown)
      assert.equal(compliance.standing, standing)
    })
  }

  test('a listed deprecated one if nothing newer holds', () => {
    const { shown } = ask({ ...ALL_PASS, 'scs-9002-images': 'FAIL' }, new Date('2026-07-02T00:00:00Z'))
    assert.deepEqual([shown?.version, shown?.validity], ['v1', 'deprecated'])
  })

  test('none and MISS before any version was in force', () => {
    const compliance = ask(ALL_PASS, new Date('2024-01-01T00:00:00Z'))
    assert.deepEqual(
      [compliance.versions, compliance.shown, compliance.standing, compliance.hasData],
      [[], undefined, 'MISS', false],
    )
  })
})

describe('the evaluation of a subject', () => {
  test('has every listed version, newest first, and each target on its own', () => {
    const { versions } = ask({ ...ALL_PASS, 'scs-9001-nicety': 'FAIL', 'scs-9002-more': 'ABORT' })
    assert.deepEqual(
      versions.map(({ version, standing, targets }) => [
        version,
        standing,
        targets.map((target) => `${target.target} ${target.standing}`),
      ]),
      [
        ['next', 'ABORT', ['main ABORT', 'recommended FAIL', 'preview MISS']],
        ['v2', 'PASS', ['main PASS', 'recommended FAIL']],
        ['v1', 'PASS', ['main PASS', 'recommended FAIL']],
      ],
    )
  })

  test('has one row per testcase, the worst first, with its uses', () => {
    const { testcases } = ask({ ...ALL_PASS, 'scs-9001-nicety': 'FAIL', 'scs-9002-more': 'ABORT' })
    assert.deepEqual(
      testcases.map((row) => [
        row.testcaseId,
        row.standing,
        row.isRequired,
        row.uses.map(({ version, target }) => `${version} ${target}`).join(', '),
      ]),
      [
        ['scs-9001-nicety', 'FAIL', false, 'next recommended, v2 recommended, v1 recommended'],
        ['papers-check', 'MISS', false, 'next preview'],
        ['scs-9002-more', 'ABORT', false, 'next main'],
        ['scs-9001-first', 'PASS', true, 'next main, v2 main, v1 main'],
        ['scs-9001-second', 'PASS', true, 'next main, v2 main, v1 main'],
        ['scs-9002-images', 'PASS', true, 'next main, v2 main'],
      ],
    )
  })

  test('lets a result live as long as the newest version that is no draft says', () => {
    const checkedAt = new Date('2026-02-02T00:00:00Z')
    const { testcases, versions } = ask({ 'scs-9002-images': 'PASS' }, AT, checkedAt)
    const row = testcases.find(({ testcaseId }) => testcaseId === 'scs-9002-images')
    assert.deepEqual(row?.result?.expiresAt, new Date('2026-04-01T00:00:00Z'))
    const inDraft = versions[0]?.testcases.find(({ testcaseId }) => testcaseId === 'scs-9002-images')
    assert.equal(inDraft?.standing, 'MISS')
  })

  test('knows whether there is anything to go by at all', () => {
    assert.equal(ask({}).hasData, false)
    assert.equal(ask({}).standing, 'MISS')
    assert.equal(ask({ 'scs-9001-first': 'ABORT' }).hasData, true)
    assert.equal(ask(ALL_PASS, AT, new Date('2025-01-01')).hasData, false)
    assert.equal(ask({ 'unknown-testcase': 'PASS' }).hasData, false)
  })

  test('of a past moment is what it was then, whatever came later', () => {
    const early = on(new Date('2026-03-01T00:00:00Z'), ALL_PASS)
    const late = on(new Date('2026-03-05T00:00:00Z'), { 'scs-9001-first': 'FAIL' })
    const question = { scope: EXAMPLE, defaults: new Map(), at: AT }
    assert.deepEqual(evaluate({ ...question, results: [...late, ...early] }), evaluate({ ...question, results: early }))
  })

  test('changes with the day alone', () => {
    const results = on(new Date('2026-06-30T12:00:00Z'), { ...ALL_PASS, 'scs-9002-images': 'FAIL' })
    const validityAt = (at: string) =>
      evaluate({ scope: EXAMPLE, defaults: new Map(), results, at: new Date(at) }).shown?.validity
    assert.equal(validityAt('2026-06-30T23:59:59Z'), 'warn')
    assert.equal(validityAt('2026-07-01T00:00:00Z'), 'deprecated')
  })
})

describe('evaluation as the vectors have it', () => {
  const { vectors } = JSON.parse(readFileSync(new URL('../../tests/vectors/kaas.json', import.meta.url), 'utf8'))
  const those = vectors.filter(({ category }: { category: string }) => category === 'scope.evaluateKaas')

  test('all vectors are here', () => assert.equal(those.length, 4))

  const kaas = parseScope(readFileSync(SHIPPED_SCOPES[1].file, 'utf8'), { fileName: 'kaas' })
  const ourWord = (word: string) => (word === 'DNF' ? 'ABORT' : word) as Verdict
  for (const { id, input, expected } of those) {
    test(id, () => {
      const at = new Date(input.date)
      const given = Object.entries<string>(input.results).map(([name, word]) => [name, ourWord(word)] as const)
      const results = on(at, Object.fromEntries(given))
      const { standing, versions, shown } = evaluate({ scope: kaas, defaults: new Map(), results, at })
      assert.equal(standing, ourWord(expected.result))
      assert.deepEqual(
        versions.map(({ version }) => version),
        expected.relevant,
      )
      assert.deepEqual(shown ? [shown.version] : [], expected.passed)
      const filled = Object.entries(versions[0]?.targets[0]?.buckets ?? {}).filter(([, ids]) => ids.length > 0)
      assert.deepEqual(
        Object.fromEntries(filled.map(([word, ids]) => [word, ids.toSorted()])),
        Object.fromEntries(
          Object.entries<string[]>(expected.buckets).map(([word, ids]) => [ourWord(word), ids.toSorted()]),
        ),
      )
    })
  }
})

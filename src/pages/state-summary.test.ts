import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { Compliance, VersionCompliance } from '#evaluation/compliance.ts'
import { stateOf, worstMember } from '#evaluation/worst-member.ts'
import type { Validity } from '#scopes/validity.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import { stateText } from './standing-mark.ts'
import { type TableRow, tablePage } from './table-page.ts'
import { createView } from './view.ts'

interface ScopeResult {
  readonly result?: 'PASS' | 'FAIL' | 'MISS' | 'DNF'
  readonly validity?: Validity
  readonly passed_str?: string
}

interface Vector {
  readonly id: string
  readonly category: string
  readonly input: { readonly scopeResult?: ScopeResult; readonly members?: readonly ScopeResult[] }
  readonly expected: string
}

const { vectors } = JSON.parse(readFileSync(new URL('../../tests/vectors/kaas.json', import.meta.url), 'utf8')) as {
  readonly vectors: readonly Vector[]
}
const AT = new Date('2026-11-21T07:00:00Z')
const view = createView({ language: 'en', isChosen: false, path: '/page/table', at: AT })

function complianceOf({
  result,
  validity = 'effective',
  passed_str: passed = '',
}: ScopeResult): Compliance | undefined {
  if (result === undefined) return undefined
  const standing: Standing = result === 'DNF' ? 'ABORT' : result
  const version = passed.replace(/[†*]+$/, '')
  const shown: VersionCompliance | undefined =
    version === '' ? undefined : { version, validity, standing, targets: [], testcases: [] }
  return {
    scopeUuid: '',
    scopeName: 'scope',
    at: AT,
    versions: shown ? [shown] : [],
    ...(shown && { shown }),
    standing,
    hasData: true,
    testcases: [],
  }
}

/** What the predecessor's symbols say, in the words of the overview. */
const WORDS: readonly (readonly [symbol: RegExp, expected: RegExp])[] = [
  [/^✅\* /, /not finished/],
  [/^✅ /, /pass/],
  [/^🟧 .*†$/, /pass.*in force, will soon be replaced/],
  [/^🛑 –$/, /fail|no data/],
]

describe('the overview says what the predecessor’s symbols say', () => {
  const chosen = vectors.filter(({ category }) => category === 'page.summary')

  test('all vectors are there', () => assert.equal(chosen.length, 7))

  for (const { id, input, expected } of chosen) {
    test(`${id}: ${expected}`, async () => {
      const members = (input.members ?? [input.scopeResult ?? {}]).map((one) => ({ compliance: complianceOf(one) }))
      const compliance = worstMember(members)?.compliance
      const row: TableRow = { key: 'a', name: 'a', ...(compliance && { compliance }) }
      const section = { kind: 'tested', scopeName: 'scope', scopeSlug: 'scope', rows: [row] } as const
      const { content } = tablePage(view, { withDrafts: false, sections: [section], silent: [] })
      const cell = /<td data-label="Result">([\s\S]*?)<\/td>/.exec(String(await content))?.[1] ?? ''
      const text = cell.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ')
      const words = WORDS.find(([symbol]) => symbol.test(expected))?.[1]
      assert.ok(words, `nobody knows ${expected}`)
      assert.match(text, words)
      assert.ok(text.replaceAll(/\s+/g, ' ').includes(stateText(stateOf(compliance), view.words)))
      const version = /v\d+/.exec(expected)?.[0]
      assert.equal(/\bv\d+/.exec(text)?.[0], version)
    })
  }
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import { parseScope } from '#scopes/parse-scope.ts'
import { SHIPPED_SCOPES } from '#scopes/shipped-scopes.ts'
import { TESTCASES } from '#testcases/index.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { CheckRun } from '../check-run.ts'
import { selectTestcases } from '../select-testcases.ts'
import { htmlReport } from './html-report.ts'
import { markdownSummary } from './markdown-summary.ts'

const AT = new Date('2026-08-09T12:34:00Z')
const HOSTILE = `<script>alert(1)</script> "quoted" 'x' & \u001B[31m @all #1 [a](http://evil.example) | \`code\`\n# heading`

function runWith(findingCount: number): CheckRun {
  const shipped = SHIPPED_SCOPES.find(({ slug }) => slug === 'scs-compatible-iaas') ?? SHIPPED_SCOPES[0]
  const scope = parseScope(readFileSync(shipped.file, 'utf8'), { fileName: 'scope.yaml' })
  const selection = selectTestcases({ scope, at: AT, testcases: TESTCASES, versions: [], patterns: [], sections: [] })
  const about = { kind: 'image', name: HOSTILE, id: 'i"1' } as const
  const finding = { code: 'property-missing', about, expected: HOSTILE } as const
  const judgements = selection.testcases.map(({ id }, index): [string, Judgement] => {
    if (index % 4 === 0) {
      const more = Array.from({ length: findingCount - 1 }, () => finding)
      return [id, { verdict: 'FAIL', examined: 1, findings: [finding, ...more], warnings: [] }]
    }
    if (index % 4 === 1) return [id, { verdict: 'ABORT', reason: { class: 'permission', detail: HOSTILE } }]
    return [id, { verdict: 'PASS', examined: 1, warnings: index % 4 === 2 ? [finding] : [] }]
  })
  return {
    subject: 'gx-scs',
    scope,
    checkedAt: AT,
    finishedAt: new Date(AT.getTime() + 1_500),
    selection,
    facts: {},
    judgements: new Map(judgements),
    endpoint: null,
    callCount: 17,
  }
}

describe('the report as HTML', () => {
  const page = htmlReport(runWith(2))

  test('it is valid and accessible', async () => {
    const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'] })
    const report = await validator.validateString(page)
    const messages = report.results.flatMap(({ messages: all }) =>
      all.map(({ line, message }) => `${line}: ${message}`),
    )
    assert.deepEqual(messages, [])
  })

  test('it needs no network and runs nothing', () => {
    assert.match(page, /content="default-src 'none'; style-src 'unsafe-inline'"/)
    assert.doesNotMatch(page, /<script|<img|<link|@import|url\(|\son\w+=|javascript:/i)
    assert.match(page, /prefers-color-scheme: dark/)
    assert.match(page, /@media print/)
  })

  test('what the cloud says is text, without control characters', () => {
    assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &quot;quoted&quot; &#39;x&#39; &amp;/)
    assert.doesNotMatch(page, /(?!\n)\p{Cc}/u)
  })

  test('every judged testcase is in it', () => {
    for (const { id } of runWith(2).selection.testcases) assert.ok(page.includes(`<code>${id}</code>`), id)
  })

  test('thousands of findings are counted, not all written', () => {
    const long = htmlReport(runWith(3_000))
    assert.match(long, /<li>and 2500 more<\/li>/)
  })
})

describe('the summary as Markdown', () => {
  const text = markdownSummary(runWith(8))

  test('it says what it means for each version and what fails, shortly', () => {
    assert.match(text, /^## SCS-compatible IaaS · gx-scs$/m)
    assert.match(text, /^\| v5\\?\.1 \| effective \| ✘ fail \| /m)
    assert.match(text, /^ {2}- and 3 more$/m)
  })

  test('nothing from the cloud is markup, a link, a mention or a new line', () => {
    assert.doesNotMatch(text, /(?<!\\)<script|@all|(?<!\\)\]\(http:\/\/evil|^# heading|http:\/\/evil/m)
    assert.doesNotMatch(text, /(?!\n)\p{Cc}/u)
  })

  test('it fits into a comment however much fails', () => {
    const run = runWith(8)
    const detail = 'x'.repeat(2_000)
    const judgements = new Map(
      run.selection.testcases.map(({ id }, index): [string, Judgement] => [
        id,
        { verdict: 'ABORT', reason: { class: 'provider-error', detail: `${index}${detail}` } },
      ]),
    )
    const long = markdownSummary({ ...run, judgements })
    assert.ok(long.length < 65_536, `${long.length}`)
    assert.match(long, /The summary is cut here/)
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ObservedFacts } from '#facts/facts.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import { judgesOf } from '../judges.ts'
import { type PreviewQuestion, previewDraft } from './preview-draft.ts'
import { readyList, type SubjectEvidence } from './ready-list.ts'

const AT = new Date('2026-08-10T06:00:00Z')
const DAY_MS = 86_400_000

/** Each passes if the extension of its name is there. */
function judges(version: string, names: readonly string[], isInverted = false) {
  const testcases = names.map(
    (id): AutomatedTestcase => ({
      ...{
        id,
        title: `There is ${id}`,
        requirement: `https://example.org/${id}`,
        remedy: `Add ${id}.`,
        section: 'light',
      },
      judgedBy: 'program',
      needs: ['networkExtensions'],
      judge: ({ networkExtensions }): Judgement => {
        if (networkExtensions.includes(id) !== isInverted) return { verdict: 'PASS', examined: 1, warnings: [] }
        const finding = { code: 'aspect-not-offered', about: { kind: 'service', name: id } } as const
        return { verdict: 'FAIL', examined: 1, findings: [finding], warnings: [] }
      },
    }),
  )
  return judgesOf(testcases, { version, digest: version })
}

const NOW = judges('2', ['one', 'two', 'three'])

function scope(modules: Readonly<Record<string, readonly string[]>>) {
  const text = `
uuid: 50393e6f-2ae1-4c5c-a62c-3b75f2abef3f
name: Test
url: https://example.org/test.yaml
modules:
  - {id: m1, name: M1, url: "https://example.org/m1", targets: {main: [one]}}
  - {id: m2, name: M2, url: "https://example.org/m2", targets: {main: [two, paper]}}
timeline:
  - date: 2026-01-01
    versions: {${Object.keys(modules)
      .map((version) => `${version}: ${version === 'v1' ? 'effective' : 'draft'}`)
      .join(', ')}}
versions:
${Object.entries(modules)
  .map(
    ([version, include]) =>
      `  - {version: ${version}, include: [${include.join(', ')}]${version === 'v1' ? ', stabilized_at: 2025-12-01' : ''}}`,
  )
  .join('\n')}
`
  return parseScope(text, { fileName: 'test.yaml' })
}

const CURRENT = scope({ v1: ['m1'] })
const DRAFT = scope({ v1: ['m1'], next: ['m1', 'm2'] })

function evidence(subject: string, extensions: readonly string[] | null, daysAgo = 0): SubjectEvidence {
  const checkedAt = new Date(AT.getTime() - daysAgo * DAY_MS)
  const observedAt = checkedAt.toISOString()
  const facts: ObservedFacts =
    extensions === null
      ? { networkExtensions: { ok: false, observedAt, reason: { class: 'time-out', detail: 'late' } } }
      : { networkExtensions: { ok: true, value: [...extensions], observedAt } }
  return { subject, checkedAt, facts, withheld: new Set(), suite: { version: '2', digest: '2' } }
}

const PAPER = { id: 'paper', title: 'Paper', requirement: 'https://example.org/p', remedy: 'Write it.' }

function preview(history: readonly (readonly SubjectEvidence[])[], changes: Partial<PreviewQuestion> = {}) {
  return previewDraft({
    draft: DRAFT,
    current: CURRENT,
    subjects: history.map((own) => ({ subject: own[0]?.subject ?? '', evidence: () => own })),
    judges: NOW,
    judgesOf: () => NOW,
    byPerson: new Map([['paper', PAPER]]),
    defaults: new Map(),
    at: AT,
    ...changes,
  })
}

describe('a preview', () => {
  test('names who would fall, on which clause, since when and what to do', () => {
    const { falls, versions } = preview([
      [evidence('good', ['one', 'two'])],
      [evidence('poor', ['one'])],
      [evidence('bad', [])],
      [evidence('silent', null)],
    ])
    assert.deepEqual(
      falls.map(({ subject, version, before, after, since }) => [subject, version, before, after, since]),
      [['poor', 'next', 'PASS', 'FAIL', AT.toISOString()]],
    )
    const [testcase] = falls[0]?.testcases ?? []
    assert.equal(testcase?.requirement, 'https://example.org/two')
    assert.equal(testcase?.remedy, 'Add two.')
    assert.equal(testcase?.why, 'rule')
    const next = versions.find(({ version }) => version === 'next')
    assert.deepEqual([next?.fall, next?.alike, next?.undecided, next?.rise], [1, 2, 1, 0])
    assert.deepEqual(next?.judgedByPerson, ['paper'])
  })

  test('says what could not be decided, and on which testcases', () => {
    const { undecided } = preview([[evidence('silent', null)]])
    assert.deepEqual(undecided.find(({ version }) => version === 'next')?.testcases, ['one', 'two'])
  })

  test('looks at history only when asked, and counts how often it would have changed', () => {
    const history = [['one'], ['one'], ['one', 'two'], ['one']].map((own, index) => evidence('poor', own, index * 10))
    const since = new Date(AT.getTime() - 100 * DAY_MS)
    const [fall] = preview([history], { since }).falls
    assert.equal(fall?.flips, 2)
    assert.equal(fall?.since, new Date(AT.getTime() - 10 * DAY_MS).toISOString())
    assert.equal(preview([history]).falls[0]?.flips, null)
    const short = preview([history], { since: new Date(AT.getTime() - 15 * DAY_MS) })
    assert.equal(short.falls[0]?.flips, 0)
  })

  test('tells a changed suite from a changed rule', () => {
    const { falls } = preview([[evidence('good', ['one', 'two'])]], {
      draft: CURRENT,
      judges: judges('3', ['one', 'two'], true),
      judgesOf: () => NOW,
    })
    assert.deepEqual(
      falls.map(({ subject, testcases }) => [subject, testcases[0]?.why]),
      [['good', 'suite']],
    )
  })

  test('names judges that are not at hand', () => {
    assert.deepEqual(preview([[evidence('good', ['one'])]], { judgesOf: () => undefined }).missingJudges, ['2'])
  })
})

describe('a check list', () => {
  const list = (own: SubjectEvidence) =>
    readyList({
      ...{ scope: DRAFT, version: 'next', evidence: own, judges: NOW },
      ...{ byPerson: new Map([['paper', PAPER]]), defaults: new Map(), at: AT },
    })

  test('is ticked where the evidence shows it, and open where a person has to judge', () => {
    const { items, standing } = list(evidence('poor', ['one']))
    assert.equal(standing, 'FAIL')
    assert.deepEqual(
      items.map(({ testcase, standing: own, judgedBy }) => [testcase, own, judgedBy]),
      [
        ['one', 'PASS', 'program'],
        ['two', 'FAIL', 'program'],
        ['paper', 'MISS', 'person'],
      ],
    )
  })

  test('says what is withheld', () => {
    const own = { ...evidence('shy', null), facts: {}, withheld: new Set(['networkExtensions' as const]) }
    assert.equal(list(own).items[0]?.reason?.detail, 'The fact networkExtensions is withheld.')
  })
})

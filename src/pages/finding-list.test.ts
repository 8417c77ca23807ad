import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { evidenceInWords, type TestcaseEvidence } from './finding-list.ts'
import { createView } from './view.ts'

const AT = new Date('2026-11-21T07:00:00Z')
const JUDGED_AT = AT.toISOString()

async function inWords(evidence: TestcaseEvidence, language: 'en' | 'de' = 'en'): Promise<string> {
  const view = createView({ language, isChosen: false, path: '/', at: AT })
  return String(await evidenceInWords(view, evidence))
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

const finding = (name: string) => ({
  code: 'property-missing',
  about: { kind: 'image', name },
  expected: 'architecture',
})

describe('what was found, in words', () => {
  test('a finding names its object and what is wrong, in both languages', async () => {
    const evidence: TestcaseEvidence = {
      verdict: 'FAIL',
      judgedAt: JUDGED_AT,
      examined: 1,
      findings: [finding('Ubuntu 24.04')],
    }
    assert.equal(await inWords(evidence), 'Finding image Ubuntu 24.04: architecture is missing')
    assert.equal(await inWords(evidence, 'de'), 'Befund Image Ubuntu 24.04: architecture fehlt')
  })

  test('of many findings the first are shown and the others counted, those that the report left out included', async () => {
    const findings = Array.from({ length: 30 }, (_, index) => finding(`image-${index}`))
    const text = await inWords({ verdict: 'FAIL', judgedAt: JUDGED_AT, examined: 99, findings, omitted: 10 })
    assert.match(text, /^40 findings/)
    assert.match(text, /image-24: architecture is missing and 15 more$/)
  })

  test('a finding of a newer suite is shown as it is', async () => {
    const unknown = {
      code: 'moon-in-wrong-phase',
      about: { kind: 'moon', name: 'Luna' },
      found: 'full',
      expected: 'new',
    }
    const text = await inWords({ verdict: 'FAIL', judgedAt: JUDGED_AT, examined: 1, findings: [unknown] })
    assert.equal(text, 'Finding moon Luna: moon-in-wrong-phase, found full, expected new')
  })

  test('a name of a kind that every object has, such as constructor, is no kind', async () => {
    const odd = { code: 'constructor', about: { kind: 'constructor', name: 'x' } }
    const text = await inWords({ verdict: 'FAIL', judgedAt: JUDGED_AT, examined: 1, findings: [odd] })
    assert.equal(text, 'Finding constructor x: constructor')
  })

  test('a testcase that was not finished says why', async () => {
    const reason = { class: 'permission', detail: 'GET /v2/images: 403' } as const
    const text = await inWords({ verdict: 'ABORT', judgedAt: JUDGED_AT, reason })
    assert.equal(text, 'Reason: The credential may not see or do what the check needs. GET /v2/images: 403')
  })

  test('a plain pass says nothing', async () => {
    assert.equal(await inWords({ verdict: 'PASS', judgedAt: JUDGED_AT, examined: 3 }), '')
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Compliance, VersionCompliance } from '#evaluation/compliance.ts'
import type { Validity } from '#scopes/validity.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import { complianceSentence } from './compliance-sentence.ts'
import { wordsIn } from './words.ts'

const NO_BUCKETS = { PASS: [], FAIL: [], ABORT: [], MISS: [] }

function version(name: string, validity: Validity, standing: Standing, count: number): VersionCompliance {
  const ids = Array.from({ length: count }, (_, index) => `scs-0100-${index}`)
  const targets = [{ target: 'main', standing, buckets: { ...NO_BUCKETS, [standing]: ids } }]
  return { version: name, validity, standing, targets, testcases: [] }
}

function compliance(versions: readonly VersionCompliance[], hasData = true): Compliance {
  const shown = versions.find(({ validity, standing }) => validity !== 'draft' && standing !== 'FAIL')
  return {
    scopeUuid: '50393e6f-2ae1-4c5c-a62c-3b75f2abef3f',
    scopeName: 'SCS-compatible IaaS',
    at: new Date('2026-11-21T07:00:00Z'),
    versions,
    ...(shown && { shown }),
    standing: shown?.standing ?? 'FAIL',
    hasData,
    testcases: [],
  }
}

interface Row {
  readonly title: string
  readonly compliance: Compliance
  readonly en: string
  readonly de: string
}

const TABLE: readonly Row[] = [
  {
    title: 'everything passes',
    compliance: compliance([version('v5.1', 'effective', 'PASS', 3)]),
    en: 'x meets every requirement of SCS-compatible IaaS v5.1 that is tested.',
    de: 'x erfüllt alle geprüften Anforderungen von SCS-compatible IaaS v5.1.',
  },
  {
    title: 'one testcase fails',
    compliance: compliance([version('v5.1', 'effective', 'FAIL', 1)]),
    en: 'x violates SCS-compatible IaaS v5.1: 1 required testcase fails.',
    de: 'x verstößt gegen SCS-compatible IaaS v5.1: 1 erforderlicher Testfall ist nicht bestanden.',
  },
  {
    title: 'results are missing',
    compliance: compliance([version('v5.1', 'effective', 'MISS', 2)]),
    en: 'It is open whether x meets SCS-compatible IaaS v5.1: 2 required results are missing.',
    de: 'Es ist offen, ob x SCS-compatible IaaS v5.1 erfüllt: 2 erforderliche Ergebnisse fehlen.',
  },
  {
    title: 'one testcase was not finished',
    compliance: compliance([version('v5.1', 'effective', 'ABORT', 1)]),
    en: 'It is open whether x meets SCS-compatible IaaS v5.1: 1 required testcase was not finished.',
    de: 'Es ist offen, ob x SCS-compatible IaaS v5.1 erfüllt: 1 erforderlicher Testfall wurde nicht abgeschlossen.',
  },
  {
    title: 'the newest version fails, the one before passes and will soon be replaced',
    compliance: compliance([version('v5.2', 'effective', 'FAIL', 1), version('v5.1', 'warn', 'PASS', 3)]),
    en: 'x meets every requirement of SCS-compatible IaaS v5.1 that is tested. v5.1 will soon be replaced by a newer version.',
    de: 'x erfüllt alle geprüften Anforderungen von SCS-compatible IaaS v5.1. v5.1 wird bald durch eine neuere Version abgelöst.',
  },
  {
    title: 'a draft does not count',
    compliance: compliance([version('v6', 'draft', 'FAIL', 9), version('v5.1', 'effective', 'FAIL', 1)]),
    en: 'x violates SCS-compatible IaaS v5.1: 1 required testcase fails.',
    de: 'x verstößt gegen SCS-compatible IaaS v5.1: 1 erforderlicher Testfall ist nicht bestanden.',
  },
  {
    title: 'nothing is known',
    compliance: compliance([version('v5.1', 'effective', 'MISS', 3)], false),
    en: 'There are no recent results for SCS-compatible IaaS.',
    de: 'Es gibt keine aktuellen Ergebnisse für SCS-compatible IaaS.',
  },
  {
    title: 'no version is in force',
    compliance: compliance([version('v6', 'draft', 'PASS', 3)]),
    en: 'No version of SCS-compatible IaaS is in force at the moment.',
    de: 'Von SCS-compatible IaaS ist derzeit keine Version in Kraft.',
  },
]

describe('the state of a cloud in a sentence', () => {
  for (const { title, compliance: given, en, de } of TABLE) {
    test(title, () => {
      assert.equal(complianceSentence('x', given, wordsIn('en')), en)
      assert.equal(complianceSentence('x', given, wordsIn('de')), de)
    })
  }
})

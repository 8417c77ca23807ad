import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Preview } from '#report/replay/preview.ts'
import { previewPage } from './preview-page.ts'
import { createView } from './view.ts'

const AT = '2026-08-11T06:00:00.000Z'

const PREVIEW: Preview = {
  scope: 'scs-compatible-iaas',
  at: AT,
  since: null,
  subjects: 2,
  versions: [
    {
      ...{ version: 'v9', effectiveFrom: '2027-01-01', fall: 1, rise: 0, undecided: 1, alike: 0, flips: null },
      ...{ judgedByPerson: [], notInThisRelease: [] },
    },
  ],
  falls: [
    {
      ...{ subject: 'gx-scs', version: 'v9', before: 'PASS', after: 'FAIL', since: AT, checkedAt: AT, flips: null },
      testcases: [
        {
          ...{ testcase: 'scs-0103-flavor-1v-4', title: 'The flavor is there', why: 'rule', standing: 'FAIL' },
          ...{ requirement: 'https://example.org/clause', remedy: 'Make it.', omitted: 0, reason: null },
          findings: [{ code: 'flavor-missing', about: { kind: 'flavor', name: '<SCS>' }, expected: 'SCS-1V-4' }],
          judgedBy: 'program',
        },
      ],
    },
  ],
  undecided: [{ subject: 'poc', version: 'v9', testcases: ['scs-0101-entropy-avail'] }],
  missingJudges: ['0.0.1'],
}

for (const [language, words] of [
  ['en', [/gx-scs would fall by v9/, /newly required/, /Could not be decided/]],
  ['de', [/gx-scs würde durch v9 fallen/, /neu verlangt/, /nicht zu entscheiden/]],
] as const) {
  test(`a preview says who falls, on which clause and what to do (${language})`, async () => {
    const view = createView({ language, isChosen: false, path: '/', at: new Date(AT) })
    const html = String(await previewPage(view, PREVIEW).content)
    for (const word of [
      ...words,
      /https:\/\/example\.org\/clause/,
      /Make it\./,
      /&lt;SCS&gt;/,
      /2027-01-01/,
      /0\.0\.1/,
    ]) {
      assert.match(html, word)
    }
  })
}

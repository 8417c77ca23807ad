import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { GERMAN_TESTCASE_TEXTS } from './german-testcase-texts.ts'

interface Entry {
  readonly id: string
  readonly title: string
  readonly remedy: string
}

const CATALOGUE = JSON.parse(
  readFileSync(new URL('../../testcases/catalogue.json', import.meta.url), 'utf8'),
) as readonly Entry[]

/** Values of properties that are no words of English. */
const VALUES = /^(?:oldgeneric|k8snode|gpu|qemu|scsi|quarterly|monthly|critical_bug|last-N|libosinfo|forever)$/

/** What must be the same in every language: what is typed, addresses, figures, and names with digits or signs in them. */
function fixedParts(text: string): string[] {
  const typed = [...text.matchAll(/`[^`]*`/g)].map(([part]) => part)
  const rest = text.replaceAll(/`[^`]*`/g, ' ')
  const addresses = [...rest.matchAll(/https:\/\/[^\s,;)]+/g)].map(([part]) => part.replace(/\.$/, ''))
  const words = rest
    .replaceAll(/https:\/\/[^\s,;)]+/g, ' ')
    .split(/[\s,;()„“"]+/)
    .map((word) => word.replaceAll(/^[:.]+|[:.]+$/g, ''))
  const figures = words.filter((word) => /\d/.test(word)).flatMap((word) => word.match(/\d[\d.:/-]*\d|\d/g) ?? [])
  const names = words.filter((word) => /[_=]/.test(word) || VALUES.test(word))
  return [...typed, ...addresses, ...figures, ...names].toSorted()
}

describe('the German texts of testcases', () => {
  test('are there for every testcase of the catalogue, and for no other', () => {
    assert.deepEqual([...GERMAN_TESTCASE_TEXTS.keys()].toSorted(), CATALOGUE.map(({ id }) => id).toSorted())
  })

  for (const { id, title, remedy } of CATALOGUE) {
    test(`${id} has the same commands, addresses, names and figures in both languages`, () => {
      const german = GERMAN_TESTCASE_TEXTS.get(id)
      assert.ok(german)
      assert.deepEqual(fixedParts(german.title), fixedParts(title))
      assert.deepEqual(fixedParts(german.remedy), fixedParts(remedy))
    })

    test(`${id} is told in German sentences`, () => {
      const german = GERMAN_TESTCASE_TEXTS.get(id)
      assert.ok(german)
      assert.doesNotMatch(german.title, /[.!]$/, 'a title has no full stop')
      assert.match(german.remedy, /[.]$/)
      const prose = `${german.title} ${german.remedy}`.replaceAll(/`[^`]*`/g, '…')
      assert.doesNotMatch(prose, /\b(?:the|and|with|of|is|are|must|should|needs|not an)\b| {2}|'/)
      assert.equal(prose.split('`').length, 1, 'backticks come in pairs')
    })
  }
})

import type { Language } from '../language.ts'
import { GERMAN_TESTCASE_TEXTS } from './german-testcase-texts.ts'

/** What a testcase demands, in the reader's language; in English for one that the catalogue of this release does not have. */
export function testcaseTitleText(language: Language, testcaseId: string, english: string): string {
  return (language === 'de' ? GERMAN_TESTCASE_TEXTS.get(testcaseId)?.title : undefined) ?? english
}

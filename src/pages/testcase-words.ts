import { html } from 'hono/html'
import type { Html } from './html.ts'
import type { Language } from './language.ts'
import { prose } from './prose.ts'
import { GERMAN_TESTCASE_TEXTS } from './testcase-words-german/german-testcase-texts.ts'

/** What the catalogue says about a testcase; the texts are in English. */
export interface TestcaseText {
  readonly title: string
  readonly requirement: string
  readonly remedy: string
}

/** Texts of testcases in other languages than English, by the testcase's id. */
type Translations = ReadonlyMap<string, Pick<TestcaseText, 'title' | 'remedy'>>

const TRANSLATIONS: Readonly<Partial<Record<Language, Translations>>> = { de: GERMAN_TESTCASE_TEXTS }

/** What a testcase demands, in the reader's language; in English, and marked so, where it has not been translated. */
export function testcaseTitle(id: string, language: Language, text: TestcaseText): Html {
  return inLanguage(language, TRANSLATIONS[language]?.get(id)?.title, text.title)
}

/** What to do when a testcase fails, in the same way. */
export function testcaseRemedy(id: string, language: Language, text: TestcaseText): Html {
  return inLanguage(language, TRANSLATIONS[language]?.get(id)?.remedy, text.remedy)
}

function inLanguage(language: Language, translated: string | undefined, english: string): Html {
  if (translated !== undefined) return prose(translated)
  return language === 'en' ? prose(english) : html`<span lang="en">${prose(english)}</span>`
}

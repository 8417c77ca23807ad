import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { chooseLanguage } from './choose-language.ts'

describe('language of a page', () => {
  const table: readonly (readonly [
    title: string,
    parameter: string | undefined,
    header: string | undefined,
    language: string,
    isChosen: boolean,
  ])[] = [
    ['nothing is known: English', undefined, undefined, 'en', false],
    ['the browser prefers German', undefined, 'de-DE,de;q=0.9,en;q=0.8', 'de', false],
    ['the browser prefers English and lists German first', undefined, 'de;q=0.5, en', 'en', false],
    ['the browser refuses German', undefined, 'de;q=0, fr', 'en', false],
    ['the browser knows neither', undefined, 'fr, es', 'en', false],
    ['the address wins', 'de', 'en', 'de', true],
    ['an address with a language that is not there', 'fr', 'de', 'de', false],
    ['nonsense', undefined, ';;;,q=x', 'en', false],
  ]
  for (const [title, parameter, header, language, isChosen] of table) {
    test(title, () => assert.deepEqual(chooseLanguage({ parameter, header }), { language, isChosen }))
  }
})

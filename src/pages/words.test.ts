import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { wordsIn } from './words.ts'
import { FRAME_WORDS } from './words-frame.ts'
import { HISTORY_WORDS } from './words-history.ts'
import { LEGAL_WORDS } from './words-legal.ts'
import { OVERVIEW_WORDS } from './words-overview.ts'
import { STANDARD_WORDS } from './words-standards.ts'

const ALL = {
  general: { en: wordsIn('en'), de: wordsIn('de') },
  frame: FRAME_WORDS,
  overview: OVERVIEW_WORDS,
  history: HISTORY_WORDS,
  standards: STANDARD_WORDS,
  legal: LEGAL_WORDS,
}

/** Words that both languages have in common. */
const SAME = new Set(
  'Standards Standard Name Details Website Version Cloud Status Modul Flavor Image Flavors Operator Suite – Stand'.split(
    ' ',
  ),
)

/** Every text by its place; functions are asked with arguments that can be told apart. */
function texts(value: unknown, place = ''): [place: string, text: string][] {
  if (typeof value === 'string') return [[place, value]]
  if (typeof value === 'function') return texts(answer(value as (...given: unknown[]) => unknown), `${place}()`)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => texts(inner, `${place}.${name}`))
}

function answer(ask: (...given: unknown[]) => unknown): unknown {
  const given = Array.from({ length: ask.length }, (_, index) => `‹${index}›`)
  return ask(...given) ?? ask('certified', ...given.slice(1))
}

describe('the words of the pages', () => {
  for (const [topic, { en, de }] of Object.entries(ALL)) {
    test(`of the topic ${topic} are there in both languages, and differ`, () => {
      const english = texts(en)
      const german = new Map(texts(de))
      assert.deepEqual(
        english.map(([place]) => place),
        [...german.keys()],
      )
      for (const [place, text] of english) {
        const translated = german.get(place)
        assert.ok(translated !== undefined && (text === '') === (translated === ''), place)
        const isSame =
          translated === text && text !== '' && !SAME.has(text) && !/^(?:‹\d›|[^a-zA-Z]|: |, )*$/.test(text)
        assert.ok(!isSame, `${place}: ${text}`)
      }
    })
  }
})

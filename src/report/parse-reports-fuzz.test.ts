import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { CodedError } from '#vocabulary/coded-error.ts'
import { parseReports } from './parse-reports.ts'

const AT = new Date('2026-11-21T12:00:00Z')
const ROUNDS = process.env.SIEGEL_FULL === '1' ? 5_000 : 300

/** Pieces that mean something to a reader of YAML or JSON. */
const PIECES = [
  '&a ',
  '*a',
  '<<: ',
  '!!omap ',
  '{',
  '}',
  '[',
  ']',
  '"',
  "'",
  '\\u0000',
  '\n',
  '\t',
  '- ',
  ': ',
  '? ',
  '---\n',
  '...\n',
  '|\n',
  '>\n',
  '%',
  '#',
  '.nan',
  '1e999',
  '\u0000',
  '\u2028',
  '😀',
  '__proto__',
  ' '.repeat(50),
]

for (const format of ['yaml', 'json'] as const) {
  test(`whatever happens to a report as ${format}, it is read or refused with a coded error, and soon`, () => {
    const golden = readFileSync(new URL(`./golden/report.${format}`, import.meta.url), 'utf8')
    const random = seededRandom(format.length)
    const choose = (below: number) => Math.floor(random() * below)
    const outcomes = new Set<string>()
    for (let round = 0; round < ROUNDS; round += 1) {
      let text = golden
      for (let change = choose(4); change >= 0; change -= 1) {
        const at = choose(text.length)
        text = text.slice(0, at) + (PIECES[choose(PIECES.length)] ?? '') + text.slice(at + choose(30))
      }
      const start = performance.now()
      try {
        parseReports(Buffer.from(text), format, AT)
        outcomes.add('read')
      } catch (error) {
        assert.ok(error instanceof CodedError, `${error} for ${JSON.stringify(text)}`)
        assert.match(error.code, /^REPORT_/)
        outcomes.add(error.code)
      }
      assert.ok(performance.now() - start < 1_000)
    }
    for (const outcome of ['read', 'REPORT_MALFORMED', 'REPORT_INVALID']) {
      assert.ok(outcomes.has(outcome), `no change led to ${outcome}, so the changes are too tame or too wild`)
    }
  })
}

/** A linear congruential generator: the same changes in every run. */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 4_294_967_296
  }
}

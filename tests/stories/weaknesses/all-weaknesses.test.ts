import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

/** What stays by design; docs/compatibility.md says why. */
const BY_DESIGN = [10, 11, 37, 45]
const COUNT = 45

test('each of the 45 weaknesses of today’s monitor has a test of that name, or a reason why it stays', () => {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.test.ts'))
  const titles = files.flatMap((name) => [
    ...readFileSync(`${import.meta.dirname}/${name}`, 'utf8').matchAll(/^\s*test\(['`]weakness (\d+): /gm),
  ])
  const tested = [...new Set(titles.map(([, number]) => Number(number)))].toSorted((a, b) => a - b)
  const all = Array.from({ length: COUNT }, (_, index) => index + 1)
  assert.deepEqual(
    tested,
    all.filter((number) => !BY_DESIGN.includes(number)),
  )
  const reasons = readFileSync(new URL('../../../docs/compatibility.md', import.meta.url), 'utf8')
  for (const number of BY_DESIGN) assert.match(reasons, new RegExp(`\\((?:weakness )?${number}\\)`))
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EXAMPLE_SCOPE_TEXT } from './example-scope.ts'
import { parseScope } from './parse-scope.ts'
import type { TimelineEntry } from './scope.ts'
import { timelineChanges } from './timeline-changes.ts'
import { validityAt } from './validity-at.ts'

const SCOPE = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example.yaml' })

test('a timeline changes where a validity becomes another, in the order of the days', () => {
  assert.deepEqual(
    timelineChanges(SCOPE).map(({ day, version, validity }) => `${day} ${version} ${validity}`),
    [
      '2024-06-01 v1 effective',
      '2026-01-01 next draft',
      '2026-01-01 v2 effective',
      '2026-01-01 v1 warn',
      '2026-07-01 v1 deprecated',
    ],
  )
})

test('a version that the timeline stops naming is no longer in force', () => {
  const timeline: readonly TimelineEntry[] = [
    { date: '2026-01-01', versions: { v2: 'effective' } },
    { date: '2026-02-01', versions: {} },
  ]
  assert.deepEqual(timelineChanges({ ...SCOPE, timeline }), [
    { day: '2026-01-01', version: 'v2', validity: 'effective' },
    { day: '2026-02-01', version: 'v2', validity: 'deprecated' },
  ])
})

test('on each day of the timeline the last change of a version says what it is good for', () => {
  const changes = timelineChanges(SCOPE)
  for (const { date } of SCOPE.timeline) {
    for (const { version } of SCOPE.versions) {
      const last = changes.filter((change) => change.version === version && change.day <= date).at(-1)
      const { validity, isListed } = validityAt(SCOPE, version, new Date(`${date}T12:00:00Z`))
      assert.equal(last?.validity ?? (isListed ? 'missing' : 'deprecated'), validity)
    }
  }
})

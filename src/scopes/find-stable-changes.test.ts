import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { EXAMPLE_SCOPE_TEXT } from './example-scope.ts'
import { findStableChanges } from './find-stable-changes.ts'
import { parseScope } from './parse-scope.ts'

const BEFORE = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'before' })
const AT = new Date('2026-03-01T00:00:00Z')

function changesBy(...replacements: readonly (readonly [from: string, to: string])[]): string[] {
  const text = replacements.reduce((before, [from, to]) => {
    assert.ok(before.includes(from), from)
    return before.replace(from, to)
  }, EXAMPLE_SCOPE_TEXT)
  const after = parseScope(text, { fileName: 'after' })
  const changes = findStableChanges(BEFORE, after, new Map(), AT)
  return changes.map(({ version, problem }) => `${version}: ${problem}`).toSorted()
}

describe('a stable scope version', () => {
  test('may not lose, gain or move testcases', () => {
    assert.deepEqual(changesBy(['        - scs-9001-second\n', '']), [
      'v1: scs-9001-second was removed',
      'v2: scs-9001-second was removed',
    ])
    assert.deepEqual(changesBy(['scs-9001-nicety', 'scs-9001-nicety\n        - scs-9001-new']), [
      'v1: scs-9001-new was added',
      'v2: scs-9001-new was added',
    ])
    assert.deepEqual(changesBy(['      recommended:\n', '']), [
      'v1: scs-9001-nicety was moved from recommended to main',
      'v2: scs-9001-nicety was moved from recommended to main',
    ])
  })

  test('may not change lifetimes, parameters or its day', () => {
    assert.deepEqual(changesBy(['lifetime: month', 'lifetime: year']), [
      'v2: the lifetime of scs-9002-images went from month to year',
    ])
    assert.deepEqual(changesBy(['list-1', 'list-3']), ['v2: scs-9002-images got other parameters'])
    assert.deepEqual(changesBy(['2025-11-15', '2025-11-16']), [
      'v2: its day of stabilisation went from 2025-11-15 to 2025-11-16',
    ])
  })

  test('may get its testcases from other modules', () => {
    assert.deepEqual(
      changesBy(
        ['        - scs-9001-second\n', ''],
        [
          '  - id: scs-9003-v1',
          '  - {id: half, name: H, url: x, targets: {main: [scs-9001-second]}}\n  - id: scs-9003-v1',
        ],
        ['    stabilized_at: 2024-05-01\n    include:', '    stabilized_at: 2024-05-01\n    include:\n      - half'],
        ['      id: scs-9500-v2\n    include:', '      id: scs-9500-v2\n    include:\n      - half'],
      ),
      [],
    )
  })

  test('may go when no entry of the timeline names it any more', () => {
    const after = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'after' })
    const pruned = {
      ...after,
      versions: after.versions.filter(({ version }) => version !== 'v1'),
      timeline: after.timeline.filter(({ date }) => date === '2026-07-01'),
    }
    assert.deepEqual(findStableChanges(BEFORE, pruned, new Map(), AT), [])
  })
})

describe('a draft and the future', () => {
  test('may change', () => {
    assert.deepEqual(changesBy(['scs-9002-more', 'scs-9002-other']), [])
    assert.deepEqual(changesBy(['      v1: deprecated\n', '']), [])
  })
})

describe('the timeline’s past', () => {
  test('may be pruned but not rewritten', () => {
    assert.deepEqual(changesBy(['  - date: 2024-06-01\n    versions:\n      v1: effective\n', '']), [])
    assert.deepEqual(changesBy(['v1: warn', 'v1: effective']), [
      'v1: on 2026-01-01 it was warn and is now said to have been effective',
    ])
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readYaml } from './yaml-file.ts'

describe('a YAML file', () => {
  test('knows the line and column of a value, of a list entry and of what is missing', () => {
    const file = readYaml('a:\n  b:\n    - 1\n    - c: 2\n')
    assert.deepEqual(file.value, { a: { b: [1, { c: 2 }] } })
    const positions = [['a', 'b', 1, 'c'], ['a', 'b', 0], ['a', 'x'], []].map((path) => {
      const { line, column } = file.problemAt(path, 'odd')
      return [line, column]
    })
    assert.deepEqual(positions, [
      [4, 7],
      [3, 7],
      [1, 1],
      [1, 1],
    ])
  })

  test('finds a place behind an alias', () => {
    const file = readYaml('x: &x\n  y: 1\nz: *x\n')
    assert.equal(file.problemAt(['z', 'y'], 'odd').line, 2)
  })

  test('keeps days as text', () => {
    assert.deepEqual(readYaml('date: 2026-06-11').value, { date: '2026-06-11' })
  })

  for (const [title, text, problem] of [
    ['a key that is there twice', 'a: 1\na: 2\n', /unique/],
    ['two documents', 'a: 1\n---\nb: 2\n', /multiple documents/],
    ['brackets without end', '['.repeat(500_000), /nested more than/],
    ['lists in lists without end', '- '.repeat(200_000), /nested more than/],
    ['keys in keys without end', '? '.repeat(200_000), /nested more than/],
    ['a text that is too long', `a: ${'x'.repeat(1_000_001)}`, /longer than/],
    [
      'aliases that multiply',
      'a: &a [1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n',
      /alias/,
    ],
    ['an alias to nothing', 'a: *nothing\n', /nothing/],
  ] as const) {
    test(`refuses ${title}`, () => {
      const file = readYaml(text)
      assert.equal(file.value, undefined)
      assert.match(file.problems[0]?.problem ?? '', problem)
    })
  }
})

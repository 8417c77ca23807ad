import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { differencesOf, withDifferences } from './differences.ts'
import { minimalSubset } from './minimal-subset.ts'

const named = (name: string, size: number, id = name) => ({ id, name, size })

describe('differences', () => {
  for (const [title, before, after, paths] of [
    ['of equal values are none', { a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
    ['are told member by member', { a: 1, b: { c: 2, d: 3 } }, { a: 1, b: { c: 9, d: 3 }, e: 0 }, ['b.c', 'e']],
    [
      'in lists follow the object, not its place',
      [named('x', 1), named('y', 2)],
      [named('y', 3), named('x', 1)],
      ['y.size'],
    ],
    ['pair a replaced object by its name', [named('x', 1, '1')], [named('x', 2, '2')], ['x.id', 'x.size']],
    ['pair a renamed object by its id', [named('x', 1, '1')], [named('y', 1, '1')], ['x.name']],
    ['tell what came and went', [named('x', 1)], [named('y', 1)], ['x', 'y']],
    ['take a list of texts as one value', { a: ['x', 'y'] }, { a: ['y', 'x'] }, ['a']],
    ['call what has no name by its place', [{ size: 1 }], [{ size: 2 }], ['#1.size']],
    [
      'tell objects of one name apart',
      [named('x', 1, '1'), named('x', 2, '2')],
      [named('x', 1, '1'), named('x', 3, '2')],
      ['x 2.size'],
    ],
    ['see a change of kind', { a: null }, { a: { b: 1 } }, ['a']],
  ] as const) {
    test(title, () => {
      const found = differencesOf(before, after)
      assert.deepEqual(
        found.map(({ path }) => path.join('.')),
        paths,
      )
      const all = withDifferences(before, after, new Set(found.keys()))
      assert.deepEqual(differencesOf(all, after), [])
      assert.deepEqual(differencesOf(withDifferences(before, after, new Set()), before), [])
    })
  }

  test('can be carried over one by one', () => {
    assert.deepEqual(withDifferences({ a: 1, b: 2 }, { a: 3, b: 4 }, new Set([1])), { a: 1, b: 4 })
  })

  test('are not confused by names that objects inherit', () => {
    assert.deepEqual(
      differencesOf({}, { toString: 1 }).map(({ path }) => path),
      [['toString']],
    )
  })
})

describe('a minimal subset', () => {
  const items = Array.from({ length: 60 }, (_, index) => index)
  for (const wanted of [[0], [59], [3, 41], [0, 1, 2], [7, 8, 30, 59]]) {
    test(`finds ${wanted.join(' and ')} among sixty`, () => {
      const found = minimalSubset(items, (subset) => wanted.every((item) => subset.includes(item)))
      assert.deepEqual(
        found.sort((a, b) => a - b),
        wanted,
      )
    })
  }

  test('gives up after some hundred trials, and what is left still holds', () => {
    let trials = 0
    const many = Array.from({ length: 5_000 }, (_, index) => index)
    const found = minimalSubset(many, (subset) => {
      trials += 1
      return subset.filter((item) => item % 2 === 0).length === 2_500
    })
    assert.ok(trials <= 600)
    assert.equal(found.filter((item) => item % 2 === 0).length, 2_500)
  })
})

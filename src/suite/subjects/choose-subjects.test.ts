import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parsePresets } from '../presets/parse-presets.ts'
import { atMost } from './at-most.ts'
import { chooseSubjects } from './choose-subjects.ts'

const PRESETS = parsePresets('subjects: {one: {os_cloud: a}, two: {os_cloud: b}}', {
  file: '/siegel.yaml',
  homeDirectory: '/root',
})

describe('subjects', () => {
  for (const { wish, presets, chosen } of [
    { wish: 'all', presets: PRESETS, chosen: ['one', 'two'] },
    { wish: './my-clouds.yaml', presets: PRESETS, chosen: ['one', 'two'] },
    { wish: 'two, one,two,', presets: PRESETS, chosen: ['two', 'one'] },
    { wish: 'three,four', presets: undefined, chosen: ['three', 'four'] },
  ]) {
    test(`“${wish}” ${presets === undefined ? 'without presets ' : ''}means ${chosen.join(' and ')}`, () => {
      assert.deepEqual(chooseSubjects(wish, presets), chosen)
    })
  }

  for (const { wish, presets, code } of [
    { wish: 'all', presets: undefined, code: 'SUITE_PRESETS_MISSING' },
    { wish: 'onne', presets: PRESETS, code: 'SUITE_PRESET_UNKNOWN' },
    { wish: 'a b', presets: undefined, code: 'SUITE_SUBJECT_INVALID' },
    { wish: ',', presets: undefined, code: 'SUITE_SUBJECT_INVALID' },
  ]) {
    test(`“${wish}” is refused with ${code}`, () => {
      assert.throws(() => chooseSubjects(wish, presets), { code })
    })
  }

  test('are run at most so many at a time, and told in their order', async () => {
    let running = 0
    let most = 0
    const results = await atMost(2, [30, 10, 20, 5], async (delay) => {
      most = Math.max(most, ++running)
      await new Promise((resolve) => setTimeout(resolve, delay))
      running -= 1
      return delay
    })
    assert.deepEqual(results, [30, 10, 20, 5])
    assert.equal(most, 2)
  })
})

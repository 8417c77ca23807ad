import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { FactName } from '#facts/facts.ts'
import { countCalls } from '#probes/call-needs.ts'
import { PROBES } from '#probes/index.ts'
import { USUAL_SETTINGS } from '#probes/probe-settings.ts'
import { budgetLines, budgetOf } from './budget.ts'

const budget = (...names: FactName[]) => budgetOf(names, PROBES, USUAL_SETTINGS)

describe('the budget of a run', () => {
  test('that only reads creates nothing', () => {
    const { creates, gibibytes, machineMinutes } = budget('serviceCatalogue', 'volumeTypes')
    assert.deepEqual([creates.size, gibibytes, machineMinutes], [0, 0, 0])
    // Signing in twice, the versions of two services, and the list.
    assert.deepEqual(budgetLines(budget('serviceCatalogue', 'volumeTypes')), [
      'Budget: at most 54 API calls (5 in any case, 49 if lists have up to 50 pages); nothing is created.',
    ])
  })

  test('counts what a fact needs in turn, each once', () => {
    const alone = budget('entropyConsole')
    assert.deepEqual(budget('entropyConsole', 'flavors', 'providedImages', 'entropyConsole'), alone)
    const effort = (name: FactName) => countCalls(PROBES[name].effort, USUAL_SETTINGS).single
    assert.ok(alone.byPurpose.single > effort('entropyConsole') + effort('flavors') + effort('providerNetworks'))
  })

  test('grows with the time that may be waited, and not with every second of it', () => {
    const looks = (backupLimitSeconds: number) =>
      countCalls(PROBES.backupTrial.effort, { ...USUAL_SETTINGS, backupLimitSeconds }).looks
    assert.ok(looks(60) < looks(600) && looks(600) < 3 * 100, `${looks(60)}, ${looks(600)}`)
  })

  test('adds up objects, disks and minutes, in words', () => {
    const both = budget('entropyConsole', 'backupTrial')
    assert.deepEqual([both.creates.get('volume'), both.gibibytes, both.machineMinutes], [3, 10, 20])
    const [calls, things] = budgetLines(both)
    assert.match(
      calls ?? '',
      /^Budget: at most \d+ API calls \(.*; on some clouds one more for each flavor\), and what rem/,
    )
    assert.match(things ?? '', /3 volumes.*1 virtual machine.*\(10 GiB of volumes, 20 minutes of virtual machines\)/)
  })
})

test('whatever probe creates something says which calls that takes', () => {
  for (const { calls, creates, gives } of Object.values(PROBES)) {
    if (creates.length > 0)
      assert.ok(
        calls.some((call) => /POST|PUT/.test(call)),
        gives,
      )
    else assert.ok(!calls.some((call) => /PUT|DELETE|PATCH/.test(call)), gives)
  }
})

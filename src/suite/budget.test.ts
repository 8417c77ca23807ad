import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { PROBES } from '#probes/index.ts'
import { budgetLines, budgetOf } from './budget.ts'

describe('the budget of a run', () => {
  test('that only reads creates nothing', () => {
    const budget = budgetOf(['serviceCatalogue', 'volumeTypes'], PROBES)
    assert.deepEqual([budget.creates.size, budget.gibibytes, budget.machineMinutes], [0, 0, 0])
    assert.deepEqual(budgetLines(budget), [`Budget: at most ${budget.calls} API calls; nothing is created.`])
  })

  test('counts what a fact needs in turn, each once', () => {
    const alone = budgetOf(['entropyConsole'], PROBES)
    assert.deepEqual(budgetOf(['entropyConsole', 'flavors', 'providedImages', 'entropyConsole'], PROBES), alone)
    assert.ok(alone.calls > (PROBES.entropyConsole.mostCalls ?? 0) + (PROBES.flavors.mostCalls ?? 0))
  })

  test('adds up objects, disks and minutes, in words', () => {
    const budget = budgetOf(['entropyConsole', 'backupTrial'], PROBES)
    assert.deepEqual([budget.creates.get('volume'), budget.gibibytes, budget.machineMinutes], [3, 10, 20])
    assert.match(
      budgetLines(budget)[1] ?? '',
      /3 volumes.*1 virtual machine.*\(10 GiB of volumes, 20 minutes of virtual machines\)/,
    )
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

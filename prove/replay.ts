/**
 * The full counts of replay: 1 000 pairs of runs recorded from practice clouds with one seeded change each, and the speed and
 * size of bundles, previews and replays.
 */
import { spawnSync } from 'node:child_process'
import { attributeSeededChanges } from '../tests/seeded-changes.ts'

const COUNT = Number(process.argv[2] ?? 1_000)
const GOAL = 0.99

const byKind = new Map<string, { bundles: number; right: number; changes: number; wrong: number; unnamed: number }>()
for await (const { kind, change, changed, wrong, unnamed } of attributeSeededChanges(COUNT, 1)) {
  const tally = byKind.get(kind) ?? { bundles: 0, right: 0, changes: 0, wrong: 0, unnamed: 0 }
  tally.bundles += 1
  if (wrong.length === 0 && changed > 0) tally.right += 1
  else console.log(`  not right: ${kind} ${change}: ${wrong.length} of ${changed}`)
  tally.changes += changed
  tally.wrong += wrong.length
  tally.unnamed += unnamed.length
  byKind.set(kind, tally)
}
console.table(Object.fromEntries(byKind))
const right = [...byKind.values()].reduce((sum, tally) => sum + tally.right, 0)
const unnamed = [...byKind.values()].reduce((sum, tally) => sum + tally.unnamed, 0)
console.log(`${right} of ${COUNT} attributed rightly (${((right / COUNT) * 100).toFixed(2)} %), goal ${GOAL * 100} %`)
console.log(`${unnamed} unknown without a missing input, goal 0`)

const { status } = spawnSync('node', ['bench/replay.ts'], { stdio: 'inherit' })
process.exitCode = right / COUNT >= GOAL && unnamed === 0 && status === 0 ? 0 : 1

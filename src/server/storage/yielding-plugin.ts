import { setImmediate as nextTurn } from 'node:timers/promises'
import type { KyselyPlugin } from 'kysely'

const LONGEST_MS = 10

/**
 * The embedded database works on the event loop, and statements that follow each other would keep it until the last one is
 * done. With this, other work gets its turn between two statements.
 */
export function createYieldingPlugin(): KyselyPlugin {
  let lastTurn = 0
  return {
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      if (performance.now() - lastTurn > LONGEST_MS) {
        await nextTurn()
        lastTurn = performance.now()
      }
      return result
    },
  }
}

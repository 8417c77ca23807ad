import type { ShownChange } from '#pages/change-block.ts'
import type { AttributedChange } from '../storage/change-queries.ts'

/** Changes as pages show them. */
export function changesByTestcase(changes: readonly AttributedChange[]): ReadonlyMap<string, ShownChange> {
  return new Map(changes.map(({ checkedAt, attribution }) => [attribution.testcase, { checkedAt, attribution }]))
}

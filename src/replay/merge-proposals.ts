import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { ImageProperties, PlanAction, PlanStep } from './plan.ts'
import { isPlaceholder, sampleOf } from './plan-value.ts'
import type { Proposal } from './proposal.ts'

/** Several testcases often want the same of an object: one step for each object and kind of change. */
export function mergeProposals(proposals: ReadonlyMap<TestcaseId, readonly Proposal[]>): PlanStep[] {
  const drafts = new Map<string, { proposal: Proposal; testcaseIds: Set<TestcaseId> }>()
  for (const [testcaseId, wanted] of proposals) {
    for (const proposal of wanted) {
      const key = keyOf(proposal)
      const known = drafts.get(key)
      if (known === undefined) {
        drafts.set(key, { proposal, testcaseIds: new Set([testcaseId]) })
      } else {
        known.testcaseIds.add(testcaseId)
        known.proposal = mergeTwo(known.proposal, proposal)
      }
    }
  }
  const width = Math.max(2, String(drafts.size).length)
  return [...drafts.values()].map(({ proposal, testcaseIds }, index) => ({
    id: `step-${String(index + 1).padStart(width, '0')}`,
    turnsGreen: [...testcaseIds].sort(),
    object: proposal.object,
    action: proposal.action,
    cautions: proposal.cautions,
  }))
}

/** What is replaced as a whole needs no change of its extra specs, so both are one step. */
function keyOf({ object, action }: Proposal): string {
  const kind = action.kind === 'set-extra-specs' ? 'replace-flavor' : action.kind
  const name = action.kind === 'provide-image' ? sampleOf(action.name) : object.name
  return JSON.stringify([kind, object.kind, object.id ?? name])
}

function mergeTwo(one: Proposal, other: Proposal): Proposal {
  const cautions = [...new Set([...one.cautions, ...other.cautions])]
  return { ...one, action: mergeActions(one.action, other.action), cautions }
}

function mergeActions(one: PlanAction, other: PlanAction): PlanAction {
  if (one.kind === 'set-extra-specs' && other.kind === 'replace-flavor') return other
  if (one.kind === 'set-extra-specs' && other.kind === 'set-extra-specs') {
    const set = { ...one.set, ...other.set }
    const unset = [...new Set([...one.unset, ...other.unset])].filter((key) => !Object.hasOwn(set, key))
    return { ...one, set, unset }
  }
  if (one.kind === 'set-image-properties' && other.kind === 'set-image-properties') {
    return { ...one, set: mergeProperties(one.set, other.set) }
  }
  if (one.kind === 'provide-image' && other.kind === 'provide-image') {
    return { ...one, properties: mergeProperties(one.properties, other.properties) }
  }
  return one
}

/** A value that is known outweighs one that has to be asked for. */
function mergeProperties(one: ImageProperties, other: ImageProperties): ImageProperties {
  const better = Object.entries(other).filter(([name, value]) => {
    const present = one[name]
    return present === undefined || (isPlaceholder(present) && !isPlaceholder(value))
  })
  return { ...one, ...Object.fromEntries(better) }
}

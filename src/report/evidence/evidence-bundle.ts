import type { FactName, ObservedFacts } from '#facts/facts.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Subject } from '#vocabulary/subject.ts'
import { canonicalJson } from '../canonical-json.ts'
import { leafHash, leafSalt, presentFacts, rootOfHashes } from '../evidence-root.ts'

/** The circumstances of the run whose facts a bundle holds; the signed report says the same. */
export interface EvidenceRun {
  readonly subject: Subject
  readonly scopeUuid: string
  readonly scopeDigest: string
  /** The moment for which was judged, ISO 8601 in UTC. */
  readonly checkedAt: string
  readonly suite: { readonly version: string; readonly digest: string }
}

/** A fact with the salt of its leaf, or of a withheld one the hash only; both in hexadecimal digits. */
export type EvidenceLeaf =
  | { readonly name: string; readonly salt: string; readonly fact: unknown }
  | { readonly name: string; readonly hash: string }

/**
 * The facts of one run as leaves of the hash tree whose root the signed report has (evidence-root.ts). Any leaf can be
 * withheld without changing the root.
 */
export interface EvidenceBundle {
  readonly format: 1
  readonly run: EvidenceRun
  /** In the order of their names; each once. */
  readonly leaves: readonly EvidenceLeaf[]
  readonly root: string
}

/** Bundles the facts of a run. `salt` is the secret salt of the run; the bundle holds the salts of the leaves only. */
export function makeEvidenceBundle(run: EvidenceRun, facts: ObservedFacts, salt: Uint8Array): EvidenceBundle {
  const leaves = presentFacts(facts).map(([name, fact]) => {
    return { name, salt: leafSalt(name, salt).toString('hex'), fact }
  })
  return { format: 1, run, leaves, root: rootOfLeaves(leaves) }
}

/** The root that the leaves have, computed anew. */
export function rootOfLeaves(leaves: readonly EvidenceLeaf[]): string {
  return rootOfHashes(leaves.map((leaf) => Buffer.from(hashOf(leaf), 'hex')))
}

/** What was observed, as far as it is shown. */
export function factsOfBundle({ leaves }: EvidenceBundle): ObservedFacts {
  return Object.fromEntries(leaves.flatMap((leaf) => ('fact' in leaf ? [[leaf.name, leaf.fact]] : []))) as ObservedFacts
}

/** The names of the facts that were observed and are not shown. */
export function withheldFacts({ leaves }: EvidenceBundle): ReadonlySet<FactName> {
  return new Set(leaves.flatMap((leaf) => ('hash' in leaf ? [leaf.name as FactName] : [])))
}

/**
 * The same bundle without the contents of some facts; the root stays, and so does every verdict that does not need them.
 *
 * @throws CodedError EVIDENCE_FACT_UNKNOWN
 */
export function withholdFacts(bundle: EvidenceBundle, names: readonly string[]): EvidenceBundle {
  const shown = bundle.leaves.flatMap((leaf) => ('fact' in leaf ? [leaf.name] : []))
  const unknown = names.find((name) => !shown.includes(name))
  if (unknown !== undefined) {
    const message = `The bundle shows no fact “${unknown}”; it shows ${shown.join(', ') || 'none'}.`
    throw new CodedError('EVIDENCE_FACT_UNKNOWN', message)
  }
  const leaves = bundle.leaves.map((leaf) =>
    names.includes(leaf.name) ? { name: leaf.name, hash: hashOf(leaf) } : leaf,
  )
  return { ...bundle, leaves }
}

function hashOf(leaf: EvidenceLeaf): string {
  if ('hash' in leaf) return leaf.hash
  return leafHash(leaf.name, canonicalJson(leaf.fact), Buffer.from(leaf.salt, 'hex')).toString('hex')
}

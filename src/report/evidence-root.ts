import { createHash, createHmac } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

const LEAF = Buffer.from([0x00])
const NODE = Buffer.from([0x01])
const MIN_SALT_BYTES = 16

/**
 * The root of a salted hash tree over the facts of a run, in hexadecimal digits. It commits to every fact without
 * showing any; a single fact can be shown with its own salt and the hashes of the others.
 *
 * - Leaves are sorted by the name of the fact.
 * - The salt of a leaf is HMAC-SHA-256(salt, name), so that showing one leaf's salt does not give away the others.
 * - A leaf is SHA-256(0x00 ‖ leaf salt ‖ length of the name in bytes as uint32 ‖ name ‖ canonical JSON of the fact).
 * - A node is SHA-256(0x01 ‖ left ‖ right); a list is divided at the largest power of two below its length, and an empty list
 *   has SHA-256 of nothing (the tree of RFC 9162, section 2.1.1).
 *
 * `salt` is secret and random, at least 16 bytes; with fewer a `RangeError` is thrown.
 */
export function evidenceRoot(facts: Readonly<Record<string, unknown>>, salt: Uint8Array): string {
  return rootOfHashes(
    presentFacts(facts).map(([name, fact]) => leafHash(name, canonicalJson(fact), leafSalt(name, salt))),
  )
}

/** The facts that are there, by name in the order of the leaves. */
export function presentFacts(facts: Readonly<Record<string, unknown>>): [name: string, fact: unknown][] {
  const present = Object.entries(facts).filter(([, fact]) => fact !== undefined)
  return present.sort(([one], [other]) => (one < other ? -1 : 1))
}

/** The salt of one leaf, made from the secret salt of the run. Throws `RangeError` if that has fewer than 16 bytes. */
export function leafSalt(name: string, salt: Uint8Array): Buffer {
  if (salt.length < MIN_SALT_BYTES) throw new RangeError(`the salt needs at least ${MIN_SALT_BYTES} bytes`)
  return createHmac('sha256', salt).update(Buffer.from(name, 'utf8')).digest()
}

/** The hash of one leaf. */
export function leafHash(name: string, canonicalFact: string, salt: Uint8Array): Buffer {
  const nameBytes = Buffer.from(name, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(nameBytes.length)
  return sha256(LEAF, salt, length, nameBytes, Buffer.from(canonicalFact, 'utf8'))
}

/** The root over the hashes of leaves in their order, in hexadecimal digits. */
export function rootOfHashes(leaves: readonly Uint8Array[]): string {
  return hashTree(leaves).toString('hex')
}

function hashTree(leaves: readonly Uint8Array[]): Buffer {
  const [only] = leaves
  if (only === undefined) return sha256()
  if (leaves.length === 1) return Buffer.from(only)
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return sha256(NODE, hashTree(leaves.slice(0, split)), hashTree(leaves.slice(split)))
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

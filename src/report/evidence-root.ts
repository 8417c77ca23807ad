import { createHash, createHmac } from 'node:crypto'
import { canonicalJson } from './canonical-json.ts'

const LEAF = Buffer.from([0x00])
const NODE = Buffer.from([0x01])
const MIN_SALT_BYTES = 16

/**
 * The root of a salted hash tree over the facts of a run, in hexadecimal digits. It commits to every fact without
 * showing any; later a single fact can be shown with its own salt and the path to the root.
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
  if (salt.length < MIN_SALT_BYTES) throw new RangeError(`the salt needs at least ${MIN_SALT_BYTES} bytes`)
  const present = Object.entries(facts).filter(([, fact]) => fact !== undefined)
  present.sort(([one], [other]) => (one < other ? -1 : 1))
  const leaves = present.map(([name, fact]) => hashLeaf(name, fact, salt))
  return hashTree(leaves).toString('hex')
}

function hashLeaf(name: string, fact: unknown, salt: Uint8Array): Buffer {
  const nameBytes = Buffer.from(name, 'utf8')
  const length = Buffer.alloc(4)
  length.writeUInt32BE(nameBytes.length)
  const leafSalt = createHmac('sha256', salt).update(nameBytes).digest()
  return sha256(LEAF, leafSalt, length, nameBytes, Buffer.from(canonicalJson(fact), 'utf8'))
}

function hashTree(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves
  if (only === undefined) return sha256()
  if (leaves.length === 1) return only
  const split = 2 ** Math.floor(Math.log2(leaves.length - 1))
  return sha256(NODE, hashTree(leaves.slice(0, split)), hashTree(leaves.slice(split)))
}

function sha256(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

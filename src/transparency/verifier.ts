/**
 * Verifies a whole transparency log of Siegel, from the first entry to the last, against an earlier checkpoint. This file
 * stands alone on purpose: it shares no code with the server that writes the log, so that a fault or a trick there is not
 * repeated here. Sources: RFC 6962, section 2.1; C2SP signed-note, tlog-checkpoint, tlog-tiles, tlog-cosignature.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { CodedError } from '#vocabulary/coded-error.ts'

/** Where the files of a log come from: undefined for what is not there; never more than so many bytes. */
export type ReadLogFile = (path: string, mostBytes: number) => Promise<Uint8Array | undefined>

export interface VerifyOptions {
  readonly read: ReadLogFile
  /** Keys `<name>+<id>+<base64>` of which one at least must have signed. */
  readonly keys: readonly string[]
  /** Keys of witnesses, each of which must have cosigned: the earlier checkpoint, or that of the log if there is none. */
  readonly witnesses?: readonly string[]
  /** A signed checkpoint that was seen before. */
  readonly earlier?: string
  readonly at: Date
  /** 256 MiB where it is absent. */
  readonly mostBytes?: number
  /** Digests of which the entries are looked for, in hexadecimal. */
  readonly wanted?: readonly string[]
}

export interface VerifiedEntry {
  readonly index: number
  readonly kind: string
  readonly at: Date
  readonly digest: string
}

export interface VerifiedLog {
  /** The signed checkpoint, to be kept for the next time. */
  readonly checkpoint: string
  readonly origin: string
  readonly size: number
  readonly root: string
  readonly earlierSize: number | undefined
  readonly counts: Readonly<Record<string, number>>
  /** When the newest entry was made. */
  readonly newest: Date | undefined
  readonly found: readonly VerifiedEntry[]
}

interface Head {
  readonly origin: string
  readonly size: number
  readonly root: Buffer
  /** When the last of the witnesses cosigned. */
  readonly cosignedAt: number | undefined
}

const WIDTH = 256
const NOTE_BYTES = 65_536
const BUNDLE_BYTES = WIDTH * 65_537
const USUAL_MOST_BYTES = 256 * 1_048_576
/** Clocks of several servers differ, and a report waits until it is stored. */
const TOLERANCE_MS = 5 * 60_000
const ENTRY =
  /^siegel-log\/1 (?<kind>[a-z][a-z-]{0,31}) (?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (?:salted-)?sha256:(?<digest>[0-9a-f]{64})$/

/**
 * Downloads and verifies everything: the signature, every entry, every tile, the root, and that the log still begins with
 * what the earlier checkpoint committed to.
 *
 * @throws CodedError LOG_…; LOG_SHRUNK, LOG_FORKED, LOG_REWRITTEN, LOG_TREE_WRONG and LOG_ENTRY_… are what an attack on the
 *   log looks like
 */
export async function verifyLog(options: VerifyOptions): Promise<VerifiedLog> {
  const { read, keys, witnesses = [], wanted = [], at } = options
  let bytesLeft = options.mostBytes ?? USUAL_MOST_BYTES
  const fetchFile = async (path: string, mostBytes: number): Promise<Buffer | undefined> => {
    const bytes = await read(path, Math.min(mostBytes, bytesLeft))
    if (bytes && bytes.length > Math.min(mostBytes, bytesLeft)) throw tooLarge(path)
    bytesLeft -= bytes?.length ?? 0
    return bytes && Buffer.from(bytes)
  }
  const text = (await fetchFile('checkpoint', NOTE_BYTES))?.toString('utf8')
  if (text === undefined) throw unreadable('checkpoint')
  const head = readHead(text, keys, options.earlier === undefined ? witnesses : [])
  const earlier = options.earlier === undefined ? undefined : readHead(options.earlier, keys, witnesses)
  if (earlier) compareHeads(earlier, head)
  // An entry has 90 bytes at the least; a size that cannot be true is refused before anything is downloaded.
  if (head.size * 90 > bytesLeft) throw tooLarge('checkpoint')

  const tiles = createTiles(head.size, fetchFile)
  const counts: Record<string, number> = {}
  const found: VerifiedEntry[] = []
  let newest = Number.NEGATIVE_INFINITY
  const notBefore = earlier?.cosignedAt === undefined ? undefined : earlier.cosignedAt - TOLERANCE_MS
  for (let index = 0; index < head.size; ) {
    for (const bytes of await readBundle(fetchFile, index, head.size)) {
      const entry = parseEntry(bytes, index)
      const time = entry.at.getTime()
      const earliest = Math.max(
        newest - TOLERANCE_MS,
        earlier && notBefore !== undefined && index >= earlier.size ? notBefore : -Infinity,
      )
      if (time < earliest) throw backDated(index, 'is older than entries before it, or than the earlier checkpoint')
      if (time > at.getTime() + TOLERANCE_MS) throw backDated(index, 'lies in the future')
      newest = Math.max(newest, time)
      counts[entry.kind] = (counts[entry.kind] ?? 0) + 1
      if (wanted.includes(entry.digest)) found.push(entry)
      index += 1
      await tiles.add(sha256(Buffer.from([0]), bytes))
      if (index === earlier?.size && !tiles.root().equals(earlier.root)) throw rewritten(earlier.size, head.size)
    }
  }
  await tiles.end()
  if (!tiles.root().equals(head.root)) throw treeWrong('the entries do not give the root that the log has signed')
  if (earlier?.size === 0 && !earlier.root.equals(sha256())) throw rewritten(0, head.size)
  return {
    checkpoint: text,
    origin: head.origin,
    size: head.size,
    root: head.root.toString('base64'),
    earlierSize: earlier?.size,
    counts,
    newest: head.size === 0 ? undefined : new Date(newest),
    found,
  }
}

function compareHeads(earlier: Head, later: Head): void {
  if (earlier.origin !== later.origin) {
    throw new CodedError('LOG_ORIGIN_OTHER', `the earlier checkpoint is of ${earlier.origin}, not of ${later.origin}`)
  }
  if (later.size < earlier.size) {
    const message = `the log had committed to ${earlier.size} entries and has ${later.size}`
    throw new CodedError('LOG_SHRUNK', message)
  }
  if (later.size === earlier.size && !later.root.equals(earlier.root)) {
    throw new CodedError('LOG_FORKED', `there are two signed trees of ${later.size} entries`)
  }
}

/** Origin, size and root of a checkpoint that a trusted key has signed, and every witness that is asked for. */
function readHead(note: string, keys: readonly string[], witnesses: readonly string[]): Head {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  const signatures = note
    .slice(end + 2)
    .split('\n')
    .map((line) => /^— (?<name>\S+) (?<data>[A-Za-z0-9+/=]+)$/u.exec(line)?.groups)
  const signedBy = (key: string) => signatures.flatMap((one) => (one ? [momentOf(text, key, one.name, one.data)] : []))
  const isSigned = end > 0 && keys.some((key) => signedBy(key).some((moment) => moment !== undefined))
  if (!isSigned) throw new CodedError('LOG_SIGNATURE_WRONG', 'no trusted key has signed the checkpoint')
  const moments = witnesses.map((witness) => {
    const moment = signedBy(witness).find((one) => one !== undefined)
    if (moment !== undefined) return moment
    throw new CodedError('LOG_SIGNATURE_WRONG', `the witness ${witness.split('+')[0]} has not cosigned the checkpoint`)
  })
  const [origin = '', size = '', root = '', after] = text.split('\n')
  const hash = Buffer.from(root, 'base64')
  if (!/^(?:0|[1-9]\d{0,14})$/.test(size) || hash.length !== 32 || after === undefined || origin === '') {
    throw new CodedError('LOG_CHECKPOINT_INVALID', 'the checkpoint has not origin, size and root on three lines')
  }
  const cosignedAt = moments.length === 0 ? undefined : Math.max(...moments)
  return { origin, size: Number(size), root: hash, cosignedAt }
}

/**
 * Whether a signature line is one of a key: undefined if it is not, else the moment of a cosignature, 0 for one of a log.
 * A wrong signature under the name and id of the key is refused, as C2SP signed-note wants it.
 */
function momentOf(text: string, key: string, name: string | undefined, data: string | undefined): number | undefined {
  const [keyName, id = '', ...rest] = key.split('+')
  const keyBytes = Buffer.from(rest.join('+'), 'base64')
  const bytes = Buffer.from(data ?? '', 'base64')
  if (keyBytes.length !== 33 || sha256(`${keyName}\n`, keyBytes).subarray(0, 4).toString('hex') !== id) {
    throw new CodedError('LOG_KEY_INVALID', 'this is no verifier key <name>+<id>+<base64>', { place: key })
  }
  if (name !== keyName || bytes.subarray(0, 4).toString('hex') !== id) return undefined
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), keyBytes.subarray(1)])
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  const isCosignature = keyBytes[0] === 4 && bytes.length === 76
  const seconds = isCosignature ? bytes.readBigUInt64BE(4) : 0n
  const message = isCosignature ? `cosignature/v1\ntime ${seconds}\n${text}` : text
  const isKnownType = isCosignature || keyBytes[0] === 1
  if (isKnownType && verify(null, Buffer.from(message), publicKey, bytes.subarray(isCosignature ? 12 : 4))) {
    return Number(seconds) * 1_000
  }
  throw new CodedError('LOG_SIGNATURE_WRONG', `the signature of ${keyName} is wrong`)
}

type FetchFile = (path: string, mostBytes: number) => Promise<Buffer | undefined>

/** The entries from an index, which begins a bundle, to the end of the bundle or the log. */
async function readBundle(fetchFile: FetchFile, index: number, size: number): Promise<Buffer[]> {
  const width = Math.min(WIDTH, size - index)
  const { path, bytes } = await readPart(fetchFile, 'entries', index / WIDTH, width, BUNDLE_BYTES)
  const entries: Buffer[] = []
  let offset = 0
  while (offset < bytes.length && entries.length < width) {
    const end = offset + 2 + (offset + 2 <= bytes.length ? bytes.readUInt16BE(offset) : bytes.length)
    if (end > bytes.length) break
    entries.push(bytes.subarray(offset + 2, end))
    offset = end
  }
  if (entries.length === width) return entries
  throw treeWrong(`${path} holds ${entries.length} whole entries instead of ${width}`)
}

/** A partial tile, or, where it is gone, the full one that has taken its place. */
async function readPart(fetchFile: FetchFile, level: string, number: number, width: number, mostBytes: number) {
  const digits = String(number).padStart(Math.ceil(String(number).length / 3) * 3, '0')
  const full = `tile/${level}/${digits.replaceAll(/\d{3}(?=\d)/g, (group) => `x${group}/`)}`
  const path = width === WIDTH ? full : `${full}.p/${width}`
  const bytes = (await fetchFile(path, mostBytes)) ?? (width === WIDTH ? undefined : await fetchFile(full, mostBytes))
  if (!bytes) throw unreadable(path)
  return { path, bytes }
}

/** Builds the tree from leaf hashes, and compares every tile with the one that the log serves. */
function createTiles(size: number, fetchFile: FetchFile) {
  const levels: { hashes: Buffer[]; number: number }[] = []
  // Roots of the complete subtrees that the leaves make so far, each with its number of leaves.
  const stack: { root: Buffer; leaves: number }[] = []

  async function close(level: number, { hashes, number }: { hashes: Buffer[]; number: number }): Promise<void> {
    const { path, bytes } = await readPart(fetchFile, String(level), number, hashes.length, WIDTH * 32)
    const own = Buffer.concat(hashes)
    if (!bytes.subarray(0, own.length).equals(own)) throw treeWrong(`${path} has not the hashes of the entries`)
  }

  async function push(level: number, hash: Buffer): Promise<void> {
    const tile = levels[level] ?? { hashes: [], number: 0 }
    levels[level] = tile
    tile.hashes.push(hash)
    if (tile.hashes.length < WIDTH) return
    await close(level, tile)
    levels[level] = { hashes: [], number: tile.number + 1 }
    let row = tile.hashes
    while (row.length > 1) row = row.flatMap((left, at) => (at % 2 ? [] : [node(left, row[at + 1] ?? left)]))
    for (const root of row) await push(level + 1, root)
  }

  return {
    add: async (leaf: Buffer) => {
      let own = { root: leaf, leaves: 1 }
      for (let left = stack.at(-1); left?.leaves === own.leaves; left = stack.at(-1)) {
        own = { root: node(left.root, own.root), leaves: own.leaves * 2 }
        stack.pop()
      }
      stack.push(own)
      await push(0, leaf)
    },
    end: async () => {
      for (const [level, tile] of levels.entries()) if (tile.hashes.length > 0) await close(level, tile)
      if (size === 0 && levels.length > 0) throw treeWrong('an empty log has entries')
    },
    root: () =>
      stack.reduceRight<Buffer | undefined>((right, { root }) => (right ? node(root, right) : root), undefined) ??
      sha256(),
  }
}

function parseEntry(bytes: Buffer, index: number): VerifiedEntry {
  const { kind, at, digest } = ENTRY.exec(bytes.toString('latin1'))?.groups ?? {}
  const time = new Date(at ?? '')
  if (kind === undefined || digest === undefined || Number.isNaN(time.getTime())) {
    throw new CodedError('LOG_ENTRY_INVALID', `entry ${index} is none that Siegel writes`)
  }
  return { index, kind, at: time, digest }
}

function sha256(...parts: (string | Buffer)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

function node(left: Buffer, right: Buffer): Buffer {
  return sha256(Buffer.from([1]), left, right)
}

function rewritten(earlierSize: number, size: number): CodedError {
  const message = `the first ${earlierSize} of now ${size} entries are not those to which the log had committed`
  return new CodedError('LOG_REWRITTEN', message)
}

function backDated(index: number, what: string): CodedError {
  return new CodedError('LOG_ENTRY_BACKDATED', `the time of entry ${index} ${what}`)
}

function treeWrong(message: string): CodedError {
  return new CodedError('LOG_TREE_WRONG', message)
}

function unreadable(path: string): CodedError {
  return new CodedError('LOG_UNREADABLE', 'the log does not give a file that it must have', { place: path })
}

function tooLarge(path: string): CodedError {
  return new CodedError('LOG_TOO_LARGE', 'the log is larger than the verifier downloads', { place: path })
}

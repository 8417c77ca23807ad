import { formatCheckpoint } from '#transparency/checkpoint.ts'
import { encodeEntryBundle } from '#transparency/entry-bundle.ts'
import { type Frontier, rootOf } from '#transparency/frontier.ts'
import { joinNote, signNote } from '#transparency/note.ts'
import type { NoteSigner } from '#transparency/note-key.ts'
import type { Tile } from '#transparency/tile.ts'
import { createTileTree } from '#transparency/tile-tree.ts'
import { formatTlogProof } from '#transparency/tlog-proof.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Database } from '../storage/database.ts'
import {
  findEntry,
  readEntryBundle,
  readLogTree,
  readTile,
  readTreeSize,
  type StoredEntry,
} from '../storage/log-queries.ts'

/** An entry and the proof that it is in the log. */
export interface LoggedEntry extends StoredEntry {
  /** In the form of C2SP tlog-proof; null where this server has no key to sign a checkpoint. */
  readonly proof: string | null
}

/** What the server tells of its transparency log. */
export interface TransparencyLog {
  /** The public keys that sign, the present one first; none where this server has no key. */
  readonly verifierKeys: readonly string[]
  /**
   * Of all entries that are stored now.
   *
   * @throws CodedError LOG_KEY_MISSING
   */
  checkpoint(): Promise<string>
  /** Undefined for a tile that the tree does not have, or has not so wide. */
  readTile(tile: Tile): Promise<Buffer | undefined>
  /** Undefined if there is no such entry. */
  find(where: { readonly index: number } | { readonly reportUuid: string }): Promise<LoggedEntry | undefined>
}

/** `signers` are empty where this server has no key; then entries are written, but nothing is signed. */
export function createTransparencyLog(database: Database, signers: readonly NoteSigner[]): TransparencyLog {
  function sign(tree: Frontier): string {
    const [present] = signers
    if (!present) throw new CodedError('LOG_KEY_MISSING', 'this server has no key for its transparency log')
    const text = formatCheckpoint({ origin: present.name, size: tree.size, root: rootOf(tree) })
    return joinNote(
      text,
      signers.map((signer) => signNote(text, signer)),
    )
  }

  async function prove({ index, entry }: StoredEntry): Promise<string | null> {
    if (signers.length === 0) return null
    const tree = await readLogTree(database)
    const tiles = createTileTree(tree.size, async (tile) => {
      const hashes = await readTile(database, tile, tree.size)
      if (!hashes) throw new Error(`tile ${tile.level}/${tile.number} of the transparency log is missing`)
      return hashes
    })
    const extra = Buffer.from(entry, 'ascii')
    return formatTlogProof({ extra, index, hashes: await tiles.inclusionProof(index), checkpoint: sign(tree) })
  }

  return {
    verifierKeys: signers.map(({ verifierKey }) => verifierKey),
    checkpoint: async () => sign(await readLogTree(database)),
    readTile: async (tile) => {
      const size = await readTreeSize(database)
      if (tile.level !== 'entries') {
        const hashes = await readTile(database, tile, size)
        return hashes && Buffer.concat(hashes)
      }
      const entries = await readEntryBundle(database, tile, size)
      return entries && encodeEntryBundle(entries)
    },
    find: async (where) => {
      const entry = await findEntry(database, where)
      return entry && { ...entry, proof: await prove(entry) }
    },
  }
}

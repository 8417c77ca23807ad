import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import { lockDirectory } from '#server/storage/directory-lock.ts'
import { readInputFile } from '#suite/input-file.ts'
import { makePrivateFolder, writeOutputFile } from '#suite/output-file.ts'
import { printable } from '#suite/print/printable.ts'
import { parseCheckpoint } from '#transparency/checkpoint.ts'
import { parseNote } from '#transparency/note.ts'
import { type NoteKey, parseNoteSigner, parseVerifierKey, SIGNATURE_TYPES } from '#transparency/note-key.ts'
import { TILE_WIDTH, tilePath } from '#transparency/tile.ts'
import { createTileTree } from '#transparency/tile-tree.ts'
import type { ReadLogFile } from '#transparency/verifier.ts'
import { answerAddCheckpoint, formatAddCheckpoint } from '#transparency/witness.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'
import { repeated } from '../repeated-option.ts'
import { readLogFrom } from './read-log.ts'
import { tellTampering } from './tell-tampering.ts'

interface Options {
  readonly keyFile: string
  readonly state: string
  readonly key: readonly string[]
}

const NOTE_BYTES = 65_536
const HASH_BYTES = 32

/** `siegel log witness LOG`: cosigns the newest checkpoint if the log has only grown since the last one. */
export function witnessCommand(context: CommandContext): Command {
  return new Command('witness')
    .description('cosign the newest checkpoint of a log if nothing was changed since the last one; prints it')
    .argument('<log>', 'address of the log, such as https://compliance.example.org/log, or a directory with its files')
    .requiredOption('--key-file <file>', 'private key of the witness: siegel log new-key FILE --for-witness')
    .requiredOption('--state <dir>', 'where the last cosigned checkpoint of each log is kept')
    .requiredOption('--key <key>', 'public key of the log; several times for several keys', repeated)
    .action(async (log: string, options: Options) => {
      const directory = resolve(context.workingDirectory, options.state)
      makePrivateFolder(directory)
      const lock = lockDirectory(directory)
      try {
        await tellTampering(context, async () => {
          context.stdout.write(await cosign(readLogFrom(log, context), directory, options, context))
        })
      } finally {
        lock.release()
      }
    })
}

async function cosign(
  read: ReadLogFile,
  directory: string,
  options: Options,
  context: CommandContext,
): Promise<string> {
  const keyText = Buffer.from(readInputFile(resolve(context.workingDirectory, options.keyFile), NOTE_BYTES))
  const signer = parseNoteSigner(keyText.toString('utf8').trim(), SIGNATURE_TYPES.witness)
  const keys = options.key.map(parseVerifierKey)
  const note = Buffer.from((await read('checkpoint', NOTE_BYTES)) ?? []).toString('utf8')
  const checkpoint = parseCheckpoint(parseNote(note).text)
  const file = join(directory, `${createHash('sha256').update(checkpoint.origin).digest('hex')}.checkpoint`)
  const last = existsSync(file)
    ? parseCheckpoint(parseNote(Buffer.from(readInputFile(file, NOTE_BYTES)).toString('utf8')).text)
    : undefined
  const earlierSize = last?.size ?? 0
  if (checkpoint.size < earlierSize) {
    throw new CodedError(
      'LOG_SHRUNK',
      `the witness has cosigned ${earlierSize} entries, the log has ${checkpoint.size}`,
    )
  }
  const tree = createTileTree(checkpoint.size, async (tile) => {
    const full = tilePath({ ...tile, width: TILE_WIDTH })
    const bytes = (await read(tilePath(tile), TILE_WIDTH * HASH_BYTES)) ?? (await read(full, TILE_WIDTH * HASH_BYTES))
    return Array.from({ length: tile.width }, (_, index) =>
      Buffer.from(bytes?.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES) ?? []),
    )
  })
  const request = formatAddCheckpoint(earlierSize, await tree.consistencyProof(earlierSize), note)
  const answer = answerAddCheckpoint(request, {
    signer,
    findLog: (origin) => ({ origin, keys: namesOf(keys, origin), ...(last && { last }) }),
    at: context.clock(),
  })
  if (answer.status !== 200) {
    const reason = answer.status === 409 ? 'it has cosigned another tree of this size' : answer.body.trim()
    const message = `the witness refuses the checkpoint (${answer.status}): ${printable(reason)}`
    throw new CodedError('LOG_WITNESS_REFUSED', message, { place: checkpoint.origin })
  }
  const cosigned = `${note}${answer.body}`
  // Before anybody sees the cosignature, so that it can never be forgotten.
  await writeOutputFile(file, cosigned, 0o600)
  return cosigned
}

/** A key counts for the log of its name only. */
function namesOf(keys: readonly NoteKey[], origin: string): NoteKey[] {
  return keys.filter(({ name }) => name === origin)
}

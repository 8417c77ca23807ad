import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { formatLogKeys, newLogKey, readLogKeys, writeNewLogKeys } from '#server/log/log-key-file.ts'
import { writeOutputFile } from '#suite/output-file.ts'
import { formatNoteSigner, type NoteSigner, noteSigner, SIGNATURE_TYPES } from '#transparency/note-key.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'

/** `siegel log new-key FILE`: a key for a log or a witness; prints the public one. */
export function newKeyCommand(context: CommandContext): Command {
  return new Command('new-key')
    .description('make the private key of a log or a witness and print the public one')
    .argument('<file>', 'the new file, which only you can read')
    .requiredOption('--name <name>', 'an address without its scheme, such as compliance.example.org/log')
    .option('--for-witness', 'a key that cosigns')
    .action(async (name: string, options: { name: string; forWitness?: boolean }) => {
      const file = resolve(context.workingDirectory, name)
      if (existsSync(file))
        throw new CodedError('LOG_KEY_INVALID', 'there is already a file of this name', { place: file })
      if (options.forWitness) {
        const signer = noteSigner(options.name, SIGNATURE_TYPES.witness, randomBytes(32))
        await writeOutputFile(file, `${formatNoteSigner(signer)}\n`, 0o600)
        return printKeys([signer], context)
      }
      const signer = newLogKey(options.name)
      writeNewLogKeys(file, [signer])
      printKeys([signer], context)
    })
}

/** `siegel log rotate-key FILE`: a new key, with which the old ones sign until they are ended. */
export function rotateKeyCommand(context: CommandContext): Command {
  return new Command('rotate-key')
    .description('begin to sign with a new key as well, or end the old ones; restart the servers afterwards')
    .argument('<file>', 'the key file of the log')
    .option('--end', 'remove all keys but the newest')
    .action(async (name: string, { end }: { end?: boolean }) => {
      const file = resolve(context.workingDirectory, name)
      const signers = readLogKeys(file)
      const kept = end ? signers.slice(0, 1) : [newLogKey(signers[0]?.name), ...signers]
      await writeOutputFile(file, formatLogKeys(kept), 0o600)
      printKeys(kept, context)
    })
}

function printKeys(signers: readonly NoteSigner[], { stdout }: CommandContext): void {
  for (const { verifierKey } of signers) stdout.write(`${verifierKey}\n`)
}

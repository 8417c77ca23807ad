import { printable } from '#suite/print/printable.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ErrorCode } from '#vocabulary/error-codes.ts'
import type { CommandContext } from '../command-context.ts'

/** What it looks like when somebody has tampered with a log, or shows something else than the log has. */
const TAMPERING: readonly ErrorCode[] = [
  'LOG_CHECKPOINT_INVALID',
  'LOG_SIGNATURE_WRONG',
  'LOG_ORIGIN_OTHER',
  'LOG_SHRUNK',
  'LOG_FORKED',
  'LOG_REWRITTEN',
  'LOG_TREE_WRONG',
  'LOG_ENTRY_INVALID',
  'LOG_ENTRY_BACKDATED',
  'LOG_REPORT_MISSING',
  'LOG_PROOF_WRONG',
  'LOG_WITNESS_REFUSED',
]

/** Runs a verification, and exits with 1 where it finds tampering; other errors are thrown, and exit with 3. */
export async function tellTampering(context: CommandContext, verify: () => Promise<void>): Promise<void> {
  try {
    await verify()
  } catch (error) {
    if (!(error instanceof CodedError) || !TAMPERING.includes(error.code)) throw error
    context.stderr.write(`siegel: NOT VERIFIED: ${printable(error.message)}\n  code:  ${error.code} (docs/errors.md)\n`)
    context.exit(1)
  }
}

import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command } from 'commander'
import { MAX_REPORT_BYTES } from '#report/report-limits.ts'
import { readInputFile } from '#suite/input-file.ts'
import { writeOutputFile } from '#suite/output-file.ts'
import { printable } from '#suite/print/printable.ts'
import { type ReadLogFile, verifyLog } from '#transparency/verifier.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'
import { repeated } from '../repeated-option.ts'
import { readLogFrom, saveWhatIsRead } from './read-log.ts'
import { tellTampering } from './tell-tampering.ts'

interface Options {
  readonly checkpoint?: string
  readonly key: readonly string[]
  readonly witness: readonly string[]
  readonly report: readonly string[]
  readonly save?: string
  readonly mostMegabytes: string
}

const NOTE_BYTES = 65_536
const MEGABYTE = 1_048_576

/** `siegel log verify LOG`: reads the whole log and verifies it, with an earlier checkpoint also that nothing was changed since. */
export function verifyLogCommand(context: CommandContext): Command {
  return new Command('verify')
    .description('verify a whole transparency log: exit code 1 means that somebody has tampered with it')
    .argument('<log>', 'address of the log, such as https://compliance.example.org/log, or a directory with its files')
    .option(
      '--checkpoint <file>',
      'the checkpoint of the last time; written after each success, and first made if there is no such file',
    )
    .option('--key <key>', 'public key of the log, <name>+<id>+<base64>; several times for several keys', repeated, [])
    .option(
      '--witness <key>',
      'public key of a witness that must have cosigned the file of --checkpoint, which then stays as it is',
      repeated,
      [],
    )
    .option('--report <file>', 'a report as it was sent; the log must have an entry for it', repeated, [])
    .option('--save <dir>', 'keep a copy of everything that is read, to verify it again offline')
    .option('--most-megabytes <number>', 'download no more', '256')
    .action(async (log: string, options: Options) => {
      await tellTampering(context, () => verify(log, options, context))
    })
}

async function verify(log: string, options: Options, context: CommandContext): Promise<void> {
  const inDirectory = (file: string) => resolve(context.workingDirectory, file)
  const mostBytes = megabytes(options.mostMegabytes) * MEGABYTE
  const reports = options.report.map((file) => ({ file, digest: digestOf(inDirectory(file)) }))
  const plain = readLogFrom(log, context)
  const read = options.save === undefined ? plain : saveWhatIsRead(plain, inDirectory(options.save))
  const stateFile = options.checkpoint === undefined ? undefined : inDirectory(options.checkpoint)
  const earlier =
    stateFile !== undefined && existsSync(stateFile)
      ? Buffer.from(readInputFile(stateFile, NOTE_BYTES)).toString('utf8')
      : undefined
  const keys = options.key.length > 0 ? options.key : await publishedKeys(read, context)
  const verified = await verifyLog({
    ...{ read, keys, witnesses: options.witness, at: context.clock(), mostBytes },
    wanted: reports.map(({ digest }) => digest),
    ...(earlier !== undefined && { earlier }),
  })
  const { origin, size, root, earlierSize, counts, newest, found, checkpoint } = verified
  const kinds = Object.entries(counts).map(([kind, count]) => `${kind} ${count}`)
  context.stdout.write(`${printable(origin)}: ${size} entries verified, root ${root}\n`)
  if (size > 0) context.stdout.write(`  ${kinds.join(', ')}; the newest of ${newest?.toISOString()}\n`)
  if (earlierSize !== undefined)
    context.stdout.write(`  the first ${earlierSize} are those of the earlier checkpoint\n`)
  for (const { file, digest } of reports) {
    const entry = found.find((one) => one.digest === digest && one.kind.endsWith('report'))
    if (!entry) throw new CodedError('LOG_REPORT_MISSING', `the log has no entry for ${file} (sha256:${digest})`)
    context.stdout.write(`  ${printable(file)} is entry ${entry.index}, logged ${entry.at.toISOString()}\n`)
  }
  if (stateFile !== undefined && options.witness.length === 0) await writeOutputFile(stateFile, checkpoint)
}

async function publishedKeys(read: ReadLogFile, { stderr }: CommandContext): Promise<string[]> {
  const bytes = await read('keys', NOTE_BYTES)
  const keys = Buffer.from(bytes ?? [])
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
  if (keys.length === 0) throw new CodedError('LOG_UNREADABLE', 'the log publishes no key; name one with --key')
  stderr.write('siegel: the keys are those that the log itself publishes; next time give what you trust with --key:\n')
  for (const key of keys) stderr.write(`  ${printable(key)}\n`)
  return keys
}

function digestOf(file: string): string {
  return createHash('sha256').update(readInputFile(file, MAX_REPORT_BYTES)).digest('hex')
}

function megabytes(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text)
  throw new CodedError('SUITE_OPTION_INVALID', `--most-megabytes ${text} is no whole number from 1 to 999999`)
}

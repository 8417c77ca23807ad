import { randomBytes } from 'node:crypto'
import { createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Writable } from 'node:stream'
import { Command } from 'commander'
import type { BackupHeader } from '#server/backup/backup-header.ts'
import { verifyBackup } from '#server/backup/read-backup.ts'
import { writeBackup } from '#server/backup/write-backup.ts'
import { DEFAULT_DATA_DIRECTORY, readConfig } from '#server/config.ts'
import { openDatabase } from '#server/storage/database.ts'
import { downloadFromMonitor } from '#suite/ask-monitor.ts'
import { readMonitorCredentials } from '#suite/monitor-credentials.ts'
import { assertWritable } from '#suite/output-file.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from './command-context.ts'

interface Options {
  readonly data?: string
  readonly database?: string
  readonly monitor?: string
  readonly user?: string
  readonly passwordFile?: string
}

/** `siegel backup FILE`: everything in one file. What is already there under this name is never overwritten. */
export function command(context: CommandContext): Command {
  return new Command('backup')
    .description('save everything that a monitor holds: reports as they were signed, history, accounts')
    .argument('<file>', 'the new file; it holds hashes of passwords and API keys, and only you can read it')
    .option(
      '--data <dir>',
      `directory of the embedded database, while no server runs (default: ${DEFAULT_DATA_DIRECTORY})`,
    )
    .option('--database <url>', 'PostgreSQL server, without password; SIEGEL_DATABASE_URL may hold one')
    .option('--monitor <url>', 'ask the running server instead, such as http://127.0.0.1:8080')
    .option('--user <name>', 'with --monitor: account with the role admin (default: SIEGEL_MONITOR_USER)')
    .option('--password-file <file>', 'with --monitor: file with the password (default: SIEGEL_MONITOR_PASSWORD)')
    .action(async (name: string, options: Options) => {
      const header = await backUp(resolve(context.workingDirectory, name), options, context)
      for (const { name: table, rows } of header.tables) context.stderr.write(`${table}: ${rows}\n`)
      context.stdout.write(`${name}: whole and verified, made ${header.madeAt}\n`)
    })
}

async function backUp(file: string, options: Options, context: CommandContext): Promise<BackupHeader> {
  assertWritable(file)
  if (existsSync(file)) throw unwritable(file, 'there is already a file of this name')
  const temporary = `${file}.${randomBytes(6).toString('hex')}.part`
  try {
    await fill(createWriteStream(temporary, { flags: 'wx', mode: 0o600 }), options, context)
    const handle = await open(temporary, 'r+')
    await handle.sync()
    await handle.close()
    const header = await verifyBackup(temporary)
    await rename(temporary, file)
    return header
  } catch (cause) {
    await rm(temporary, { force: true })
    const isOfDisk = cause instanceof Error && 'syscall' in cause && 'path' in cause
    throw isOfDisk ? unwritable(file, cause.message, cause) : cause
  }
}

async function fill(sink: Writable, options: Options, context: CommandContext): Promise<void> {
  const { environment, signal, workingDirectory, clock } = context
  const { monitor, user, passwordFile } = options
  if (monitor === undefined) {
    const { database: location } = readConfig(options, environment, workingDirectory)
    const open = await openDatabase(location, { use: 'long work' })
    try {
      await writeBackup(open.database, sink, clock())
    } finally {
      await open.close()
    }
    return
  }
  if (options.data !== undefined || options.database !== undefined) {
    throw new CodedError('SERVER_CONFIGURATION_WRONG', '--monitor excludes --data and --database')
  }
  const secretFile = passwordFile === undefined ? undefined : resolve(workingDirectory, passwordFile)
  const credentials = readMonitorCredentials({ environment, user, passwordFile: secretFile })
  const question = { monitor, method: 'GET', path: '/api/v1/backup', credentials, environment, signal } as const
  await downloadFromMonitor(question, sink)
}

function unwritable(place: string, reason: string, cause?: unknown): CodedError {
  return new CodedError('SUITE_FILE_UNWRITABLE', `The file cannot be written: ${reason}.`, { place, cause })
}

import { resolve } from 'node:path'
import { Command } from 'commander'
import { restoreBackup } from '#server/backup/restore-backup.ts'
import { DEFAULT_DATA_DIRECTORY, readConfig } from '#server/config.ts'
import { openDatabase } from '#server/storage/database.ts'
import type { CommandContext } from './command-context.ts'

interface Options {
  readonly data?: string
  readonly database?: string
  readonly replace?: boolean
}

/** `siegel restore FILE`: a backup of either database into either database, all or nothing. */
export function command(context: CommandContext): Command {
  return new Command('restore')
    .description('make a database from a backup, while no server uses it')
    .argument('<file>', 'what `siegel backup` wrote, with this or an earlier version')
    .option('--data <dir>', `directory of the embedded database (default: ${DEFAULT_DATA_DIRECTORY})`)
    .option('--database <url>', 'PostgreSQL server, without password; SIEGEL_DATABASE_URL may hold one')
    .option('--replace', 'delete what the database holds; otherwise it has to be empty')
    .action(async (name: string, options: Options) => {
      const { clock, environment, workingDirectory } = context
      const { database: location } = readConfig(options, environment, workingDirectory)
      const open = await openDatabase(location, { use: 'long work' })
      try {
        const restored = await restoreBackup(open.database, resolve(workingDirectory, name), {
          at: clock(),
          replace: options.replace ?? false,
        })
        const { header, migrated, isStateCompared } = restored
        for (const { name: table, rows } of header.tables) context.stderr.write(`${table}: ${rows}\n`)
        if (migrated.length > 0) context.stderr.write(`brought up to date: ${migrated.join(', ')}\n`)
        const compared = isStateCompared
          ? 'the current state is what the reports give'
          : 'the current state could not be compared, because the history reaches further back than the reports'
        context.stdout.write(`${name} is restored, as of ${header.madeAt}; ${compared}\n`)
      } finally {
        await open.close()
      }
    })
}

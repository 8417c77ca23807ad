import { resolve } from 'node:path'
import { Command } from 'commander'
import { z } from 'zod'
import { askMonitor } from '#suite/ask-monitor.ts'
import { readMonitorCredentials } from '#suite/monitor-credentials.ts'
import { printable } from '#suite/print/printable.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'

interface MonitorOptions {
  readonly monitor: string
  readonly user?: string
  readonly passwordFile?: string
}

const keySchema = z.object({
  id: z.int(),
  name: z.string(),
  madeAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
})
const newKeySchema = keySchema.extend({ key: z.string().regex(/^siegel_[\w-]{43}$/) })

/** `siegel account key new|list|revoke`: API keys, through the API, because only the server may open its database. */
export function keyCommand(context: CommandContext): Command {
  const ask = async <Schema extends z.ZodType>(
    schema: Schema,
    { monitor, user, passwordFile }: MonitorOptions,
    question: { method: 'GET' | 'POST' | 'DELETE'; path: string; body?: unknown },
  ): Promise<z.output<Schema>> => {
    const { environment, signal, workingDirectory } = context
    const file = passwordFile === undefined ? undefined : resolve(workingDirectory, passwordFile)
    const credentials = readMonitorCredentials({ environment, user, passwordFile: file })
    const answer = schema.safeParse(await askMonitor({ monitor, ...question, credentials, environment, signal }))
    if (answer.success) return answer.data
    throw new CodedError('SUITE_MONITOR_REFUSED', 'the monitor answered something else than expected', {
      place: monitor,
    })
  }
  const pathOf = (subject: string) => `/api/v1/accounts/${encodeURIComponent(subject)}/keys`

  return new Command('key')
    .description('API keys of an account')
    .addCommand(
      withMonitor(new Command('new'))
        .description('make an API key and print it; it is shown this once')
        .argument('<subject>', 'the account')
        .requiredOption('--name <text>', 'what the key is for')
        .option('--expires <moment>', 'when it ends, such as 2027-06-30 or 2027-06-30T12:00:00Z (default: never)')
        .action(async (subject: string, options: MonitorOptions & { name: string; expires?: string }) => {
          const { name, expires } = options
          const body = { name, ...(expires !== undefined && { expiresAt: momentOf(expires) }) }
          const made = await ask(newKeySchema, options, { method: 'POST', path: pathOf(subject), body })
          context.stderr.write(`key ${made.id} of ${subject}; keep it now, it is not shown again\n`)
          context.stdout.write(`${made.key}\n`)
        }),
    )
    .addCommand(
      withMonitor(new Command('list'))
        .description('list the API keys of an account, without the keys themselves')
        .argument('<subject>', 'the account')
        .action(async (subject: string, options: MonitorOptions) => {
          const schema = z.object({ items: z.array(keySchema) })
          const { items } = await ask(schema, options, { method: 'GET', path: pathOf(subject) })
          for (const { id, name, madeAt, expiresAt, revokedAt } of items) {
            const end = revokedAt === null ? (expiresAt ?? 'no end') : `revoked ${revokedAt}`
            context.stdout.write(`${id}\t${printable(madeAt)}\t${printable(end)}\t${printable(name)}\n`)
          }
        }),
    )
    .addCommand(
      withMonitor(new Command('revoke'))
        .description('end an API key at once')
        .argument('<subject>', 'the account')
        .argument('<id>', 'the number of the key, as `list` shows it')
        .action(async (subject: string, id: string, options: MonitorOptions) => {
          const path = `${pathOf(subject)}/${encodeURIComponent(id)}`
          const { revokedAt } = await ask(keySchema, options, { method: 'DELETE', path })
          context.stdout.write(`key ${id} of ${subject} revoked ${printable(revokedAt ?? '')}\n`)
        }),
    )
}

function withMonitor(command: Command): Command {
  return command
    .requiredOption('--monitor <url>', 'address of the monitor, such as https://compliance.example.org')
    .option('--user <name>', 'account with the role admin (default: SIEGEL_MONITOR_USER)')
    .option('--password-file <file>', 'file with the password or user:password (default: SIEGEL_MONITOR_PASSWORD)')
}

/** A day alone is its beginning in UTC. */
function momentOf(text: string): string {
  const isMoment = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$/.test(text)
  const moment = new Date(text)
  if (isMoment && !Number.isNaN(moment.getTime())) return moment.toISOString()
  throw new CodedError('SUITE_OPTION_INVALID', `--expires ${text} is neither a day nor a moment with its zone`)
}

import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { createAuthenticator } from './accounts/authenticate.ts'
import { loadAccounts } from './accounts/load-accounts.ts'
import { buildApp } from './app.ts'
import type { ServerConfig } from './config.ts'
import { knownScopes } from './known-scopes.ts'
import { NOTHING_PUBLISHED, readPublished } from './published.ts'
import { readBundledScopes } from './read-bundled-scopes.ts'
import { createDataVersion } from './show/prepared-answers.ts'
import { openDatabase } from './storage/database.ts'
import { migrate } from './storage/migrate.ts'
import { readTestcaseCatalogue } from './testcase-catalogue.ts'

interface StartOptions extends Omit<ServerConfig, 'trustedProxies' | 'credentialPolicy'> {
  readonly trustedProxies?: readonly string[]
  readonly credentialPolicy?: ServerConfig['credentialPolicy']
  readonly clock: Clock
  readonly log?: { write(line: string): void }
}

export interface RunningServer {
  /** Such as `http://127.0.0.1:8080`, without a slash at the end. */
  readonly url: string
  /** Loads accounts, listing and texts again; on a fault all of them stay as they are and the fault is thrown. */
  reload(): Promise<number>
  /** Ends what is under way, then closes the database. */
  close(): Promise<void>
}

/**
 * Opens the database, brings its tables up to date, loads the accounts and listens.
 *
 * @throws CodedError SERVER_… if one of these fails; then nothing is left open
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { clock, bootstrapFile } = options
  const { database, close: closeDatabase } = await openDatabase(options.database)
  const authenticator = createAuthenticator(database, clock)
  const closeParts = async () => {
    await authenticator.close()
    await closeDatabase()
  }
  const version = createDataVersion()
  const scopes = knownScopes(readBundledScopes())
  let published = NOTHING_PUBLISHED
  const reload = async () => {
    const read = await readPublished(options, scopes)
    const count = bootstrapFile === undefined ? 0 : await loadAccounts(database, bootstrapFile, clock())
    published = read
    version.advance()
    return count
  }
  try {
    await migrate(database, clock())
    await reload()
    const app = await buildApp(
      {
        clock,
        database,
        authenticator,
        scopes,
        testcases: readTestcaseCatalogue(),
        get published() {
          return published
        },
        credentialPolicy: options.credentialPolicy ?? 'refuse',
      },
      { ...(options.log && { log: options.log }), version, trustedProxies: options.trustedProxies ?? [] },
    )
    const url = await listen(app, options)
    return {
      url,
      reload,
      close: async () => {
        await app.close()
        await closeParts()
      },
    }
  } catch (error) {
    await closeParts()
    throw error
  }
}

async function listen(
  app: Awaited<ReturnType<typeof buildApp>>,
  { host, port }: Pick<ServerConfig, 'host' | 'port'>,
): Promise<string> {
  try {
    await app.listen({ host, port })
  } catch (cause) {
    await app.close()
    const reason = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
    throw new CodedError('SERVER_LISTEN_FAILED', `cannot listen${reason}`, { place: `${host}:${port}`, cause })
  }
  const address = app.server.address()
  const name = host.includes(':') ? `[${host}]` : host
  return `http://${name}:${typeof address === 'object' && address ? address.port : port}`
}

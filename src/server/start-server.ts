import { shippedFile } from '#release/shipped-files.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { createAuthenticator } from './accounts/authenticate.ts'
import { loadAccounts } from './accounts/load-accounts.ts'
import { buildApp } from './app.ts'
import type { ServerConfig } from './config.ts'
import { createInbox } from './ingest/inbox.ts'
import { knownScopes } from './known-scopes.ts'
import { readBundledScopes } from './read-bundled-scopes.ts'
import { forgetRegularly } from './schedule/forget-regularly.ts'
import { createKeptState } from './state/kept-state.ts'
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
  /** Loads the account file again; on a fault the accounts stay as they are and the fault is thrown. */
  reloadAccounts(): Promise<number>
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
  const reloadAccounts = async () => {
    if (bootstrapFile === undefined) return 0
    return loadAccounts(database, bootstrapFile, clock())
  }
  try {
    await migrate(database, clock())
    await reloadAccounts()
    const scopes = knownScopes(readBundledScopes())
    const testcases = readTestcaseCatalogue()
    const state = createKeptState({ database, scopes, defaults: testcases.defaults, clock })
    // So that the first reader does not wait for what all readers need.
    for (const { evaluate } of (await state.load(clock())).all) evaluate({ withDrafts: false })
    const app = await buildApp(
      {
        clock,
        database,
        authenticator,
        scopes,
        testcases,
        state,
        inbox: createInbox(database),
        credentialPolicy: options.credentialPolicy ?? 'refuse',
        stylesheet: shippedFile('pages', 'siegel.css'),
      },
      { ...(options.log && { log: options.log }), trustedProxies: options.trustedProxies ?? [] },
    )
    const url = await listen(app, options)
    const { keepMonths } = options
    const retention =
      keepMonths === undefined ? undefined : forgetRegularly({ database, clock, log: app.log }, keepMonths)
    return {
      url,
      reloadAccounts,
      close: async () => {
        await retention?.stop()
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

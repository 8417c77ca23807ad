import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { type AccountFile, openAccountFile } from './accounts/account-file.ts'
import { createAuthenticator } from './accounts/authenticate.ts'
import { buildApp } from './app.ts'
import type { ServerConfig } from './config.ts'
import { createInbox } from './ingest/inbox.ts'
import { createUploadReader } from './ingest/upload-reader.ts'
import { knownScopes } from './known-scopes.ts'
import { readOrMakeLogKeys } from './log/log-key-file.ts'
import { registerLogKeys } from './log/register-log-keys.ts'
import { createStandings } from './log/standings.ts'
import { createTransparencyLog } from './log/transparency-log.ts'
import { NOTHING_PUBLISHED, readPublished } from './published.ts'
import { readBundledScopes } from './read-bundled-scopes.ts'
import { USUAL_LIMITS } from './request-limits.ts'
import { forgetRegularly } from './schedule/forget-regularly.ts'
import { logRegularly } from './schedule/log-regularly.ts'
import { createKeptState } from './state/kept-state.ts'
import { type Database, type DatabaseLocation, openDatabase } from './storage/database.ts'
import { logBacklog } from './storage/log-queries.ts'
import { migrate } from './storage/migrate.ts'
import { readTestcaseCatalogue } from './testcase-catalogue.ts'

type Needed = 'database' | 'host' | 'port'

/** What is absent is as usual, but reads have no limit. */
interface StartOptions extends Pick<ServerConfig, Needed>, Partial<Omit<ServerConfig, Needed>> {
  readonly clock: Clock
  readonly log?: { write(line: string): void }
  /** Is told how it went when the account file changed and was loaded again. */
  readonly onAccountsChanged?: (outcome: Promise<number>) => void
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
  const { database, connections, close: closeDatabase } = await openDatabase(options.database, options)
  const limits = options.limits ?? { ...USUAL_LIMITS, readsPerAddress: 0 }
  const authenticator = createAuthenticator(database, clock, { limits })
  const uploadReader = createUploadReader()
  let accountFile: AccountFile | undefined
  const closeParts = async () => {
    accountFile?.close()
    await authenticator.close()
    await uploadReader.close()
    await closeDatabase()
  }
  const scopes = knownScopes(readBundledScopes())
  let published = NOTHING_PUBLISHED
  const reload = async () => {
    const read = await readPublished(options, scopes)
    const count = (await accountFile?.reload()) ?? 0
    published = read
    return count
  }
  try {
    await migrateForLong(options.database, database, clock())
    if (bootstrapFile !== undefined) {
      const onWatched = options.onAccountsChanged
      accountFile = await openAccountFile({
        database,
        file: bootstrapFile,
        clock,
        ...(onWatched && { onWatched }),
      })
    }
    published = await readPublished(options, scopes)
    const testcases = readTestcaseCatalogue()
    const state = createKeptState({ database, scopes, defaults: testcases.defaults, clock })
    // So that the first reader does not wait for what all readers need.
    for (const { evaluate } of (await state.load(clock())).all) evaluate({ withDrafts: false })
    const standings = createStandings(scopes, testcases.defaults)
    const signers = options.logKeyFile === undefined ? [] : readOrMakeLogKeys(options.logKeyFile, options.logOrigin)
    if (signers.length > 0) await registerLogKeys(database, signers, clock())
    await logBacklog(database, clock())
    const app = await buildApp(
      {
        clock,
        database,
        connections,
        authenticator,
        ...(accountFile && { accountFile }),
        uploadReader,
        scopes,
        testcases,
        state,
        inbox: createInbox(database, standings),
        log: createTransparencyLog(database, signers),
        get published() {
          return published
        },
        credentialPolicy: options.credentialPolicy ?? 'refuse',
        takesWholeUploads: options.takesWholeUploads ?? false,
        ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
      },
      {
        ...(options.log && { log: options.log }),
        trustedProxies: options.trustedProxies ?? [],
        readsPerAddress: limits.readsPerAddress,
      },
    )
    const url = await listen(app, options)
    const { keepMonths } = options
    const retention =
      keepMonths === undefined ? undefined : forgetRegularly({ database, clock, log: app.log }, keepMonths)
    const logging = logRegularly({ database, state, standings, clock, log: app.log })
    return {
      url,
      reload,
      close: async () => {
        await retention?.stop()
        await logging.stop()
        await app.close()
        await closeParts()
      },
    }
  } catch (error) {
    await closeParts()
    throw error
  }
}

/** A migration may rewrite large tables, or wait for another server that does, longer than any request may take. */
async function migrateForLong(location: DatabaseLocation, database: Database, at: Date): Promise<void> {
  if (location.kind === 'directory') {
    await migrate(database, at)
    return
  }
  const open = await openDatabase(location, { use: 'long work' })
  try {
    await migrate(open.database, at)
  } finally {
    await open.close()
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

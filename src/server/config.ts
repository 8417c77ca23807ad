import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { RETENTION_RULES } from '#evaluation/may-forget.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { CREDENTIAL_POLICIES, type CredentialPolicy } from './ingest/screen-report.ts'
import { type RequestLimits, USUAL_LIMITS } from './request-limits.ts'
import { type DatabaseLocation, USUAL_CONNECTIONS } from './storage/database.ts'

export interface ServerConfig {
  readonly database: DatabaseLocation
  /** The account file; absent: the accounts of the database stay as they are. */
  readonly bootstrapFile?: string
  /** Who is listed as what; absent: everything that is tested is listed. */
  readonly listingFile?: string
  /** Imprint, privacy notice and accessibility statement; absent: there are none. */
  readonly siteFile?: string
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Addresses of reverse proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  /** What happens to reports in which credentials are found. */
  readonly credentialPolicy: CredentialPolicy
  /** True: where one document of an upload is refused, none is stored, in `/api/v1`, too. */
  readonly takesWholeUploads: boolean
  readonly limits: RequestLimits
  /** To a PostgreSQL server. */
  readonly mostConnections: number
  /** Of so many months all reports are kept, and of older ones what history rests on; absent: nothing is ever deleted. */
  readonly keepMonths?: number
  /** Where the public reaches this server, without a slash at the end; absent: as each request names it. */
  readonly publicUrl?: string
  /** The private keys of the transparency log, made if the file is not there; absent: no checkpoints are signed. */
  readonly logKeyFile?: string
  /** The name of the log in a key that is made. */
  readonly logOrigin?: string
}

interface Options {
  readonly data?: string
  readonly database?: string
  readonly bootstrap?: string
  readonly listing?: string
  readonly site?: string
  readonly listen?: string
}

type Environment = Readonly<Record<string, string | undefined>>

export const DEFAULT_DATA_DIRECTORY = join('.siegel', 'data')
export const DEFAULT_LISTEN = '127.0.0.1:8080'

/**
 * Makes the configuration from the options of the command line and the environment (SIEGEL_DATABASE_URL,
 * SIEGEL_DATABASE_CONNECTIONS, SIEGEL_TRUSTED_PROXIES, SIEGEL_REPORT_CREDENTIALS, SIEGEL_UPLOADS, SIEGEL_READS_PER_ADDRESS,
 * SIEGEL_FAILURES_PER_ADDRESS, SIEGEL_FAILURES_PER_ACCOUNT, SIEGEL_KEEP_MONTHS, SIEGEL_PUBLIC_URL, SIEGEL_LOG_KEY,
 * SIEGEL_LOG_ORIGIN). An option wins over the environment.
 *
 * @throws CodedError SERVER_CONFIGURATION_WRONG; the message never repeats the database URL
 */
export function readConfig(options: Options, environment: Environment, workingDirectory: string): ServerConfig {
  const keepMonths = parseMonths(environment.SIEGEL_KEEP_MONTHS ?? '')
  const listen = parseListen(options.listen ?? DEFAULT_LISTEN)
  const database = locateDatabase(options, environment.SIEGEL_DATABASE_URL, workingDirectory)
  const logKeyFile = locateLogKey(environment.SIEGEL_LOG_KEY ?? '', database, workingDirectory)
  const logOrigin = parseOrigin(environment.SIEGEL_LOG_ORIGIN ?? '')
  return {
    database,
    ...(options.bootstrap !== undefined && { bootstrapFile: resolve(workingDirectory, options.bootstrap) }),
    ...(options.listing !== undefined && { listingFile: resolve(workingDirectory, options.listing) }),
    ...(options.site !== undefined && { siteFile: resolve(workingDirectory, options.site) }),
    ...listen,
    trustedProxies: parseProxies(environment.SIEGEL_TRUSTED_PROXIES ?? ''),
    credentialPolicy: parseChoice(environment, 'SIEGEL_REPORT_CREDENTIALS', CREDENTIAL_POLICIES) ?? 'refuse',
    takesWholeUploads: parseChoice(environment, 'SIEGEL_UPLOADS', ['each', 'whole']) === 'whole',
    limits: {
      readsPerAddress: parseCount(environment, 'SIEGEL_READS_PER_ADDRESS') ?? USUAL_LIMITS.readsPerAddress,
      failedSignInsPerAddress:
        parseCount(environment, 'SIEGEL_FAILURES_PER_ADDRESS') ?? USUAL_LIMITS.failedSignInsPerAddress,
      failedSignInsPerAccount:
        parseCount(environment, 'SIEGEL_FAILURES_PER_ACCOUNT') ?? USUAL_LIMITS.failedSignInsPerAccount,
    },
    mostConnections: parseCount(environment, 'SIEGEL_DATABASE_CONNECTIONS', 1) ?? USUAL_CONNECTIONS,
    ...(keepMonths !== undefined && { keepMonths }),
    ...parsePublicUrl(environment.SIEGEL_PUBLIC_URL ?? ''),
    ...(logKeyFile !== undefined && { logKeyFile }),
    ...(logOrigin !== undefined && { logOrigin }),
  }
}

/** Beside an embedded database there is a place for a key that only one process uses; elsewhere it has to be named. */
function locateLogKey(text: string, database: DatabaseLocation, workingDirectory: string): string | undefined {
  if (text !== '') return resolve(workingDirectory, text)
  return database.kind === 'directory' ? join(database.directory, 'log-key') : undefined
}

function parseOrigin(text: string): string | undefined {
  if (text === '') return undefined
  if (/^[\w.:/-]{1,200}$/.test(text)) return text
  throw wrong('SIEGEL_LOG_ORIGIN is no name such as compliance.example.org/log')
}

function locateDatabase(
  { data, database }: Options,
  urlOfEnvironment: string | undefined,
  workingDirectory: string,
): DatabaseLocation {
  if (data !== undefined && database !== undefined) throw wrong('--data and --database exclude each other')
  if (database !== undefined && parsePostgresUrl(database, '--database').password !== '') {
    throw wrong('--database holds a password, which every user of this machine could read in the list of processes', {
      remedy: 'Put the URL into the environment variable SIEGEL_DATABASE_URL instead.',
    })
  }
  const url = database ?? (data === undefined ? urlOfEnvironment : undefined)
  if (url === undefined || url === '') {
    return { kind: 'directory', directory: resolve(workingDirectory, data ?? DEFAULT_DATA_DIRECTORY) }
  }
  parsePostgresUrl(url, database === undefined ? 'SIEGEL_DATABASE_URL' : '--database')
  return { kind: 'postgres', url }
}

function parsePostgresUrl(text: string, name: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url && ['postgres:', 'postgresql:'].includes(url.protocol)) return url
  throw wrong(`${name} is no URL such as postgres://user@host:5432/siegel`)
}

function parseListen(text: string): { host: string; port: number } {
  const match = /^(?:\[(?<six>[0-9a-fA-F:.]+)\]|(?<name>[^:[\]\s]+)):(?<port>\d{1,5})$/.exec(text)
  const port = Number(match?.groups?.port)
  const host = match?.groups?.six ?? match?.groups?.name
  if (host === undefined || !(port <= 65_535)) throw wrong(`--listen ${text} is no HOST:PORT`)
  return { host, port }
}

/** Addresses, or networks such as `10.0.0.0/8`. */
function parseProxies(text: string): string[] {
  const proxies = text.split(/[\s,]+/).filter((address) => address !== '')
  const odd = proxies.find((proxy) => isIP(proxy.replace(/\/\d{1,3}$/, '')) === 0)
  if (odd !== undefined) throw wrong(`SIEGEL_TRUSTED_PROXIES: ${odd} is neither an address nor a network`)
  return proxies
}

function parseChoice<Choice extends string>(
  environment: Environment,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const text = environment[name] ?? ''
  if (text === '') return undefined
  const choice = choices.find((candidate) => candidate === text)
  if (choice) return choice
  throw wrong(`${name} is neither ${choices.join(' nor ')}`)
}

function parseCount(environment: Environment, name: string, least = 0): number | undefined {
  const text = environment[name] ?? ''
  if (text === '') return undefined
  const count = Number(text)
  if (/^\d{1,6}$/.test(text) && count >= least) return count
  throw wrong(`${name} is no whole number from ${least} to 999999`)
}

/** Not less than the standards demand (scs-0004, regulation 4). */
function parseMonths(text: string): number | undefined {
  if (text === '') return undefined
  const months = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  if (months >= RETENTION_RULES.keepMonths) return months
  throw wrong(`SIEGEL_KEEP_MONTHS is no number of months, ${RETENTION_RULES.keepMonths} or more`)
}

function parsePublicUrl(text: string): { publicUrl?: string } {
  if (text === '') return {}
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url && url.username === '' && url.password === '' && url.search === '' && url.hash === ''
  if (!isPlain || !['http:', 'https:'].includes(url.protocol)) {
    throw wrong('SIEGEL_PUBLIC_URL is no plain address such as https://compliance.example.org')
  }
  return { publicUrl: url.href.replace(/\/+$/, '') }
}

function wrong(message: string, options: { remedy?: string } = {}): CodedError {
  return new CodedError('SERVER_CONFIGURATION_WRONG', message, options)
}

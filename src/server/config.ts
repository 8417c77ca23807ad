import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { CodedError } from '#vocabulary/coded-error.ts'
import { CREDENTIAL_POLICIES, type CredentialPolicy } from './ingest/screen-report.ts'
import type { DatabaseLocation } from './storage/database.ts'

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
}

interface Options {
  readonly data?: string
  readonly database?: string
  readonly bootstrap?: string
  readonly listing?: string
  readonly site?: string
  readonly listen?: string
}

export const DEFAULT_DATA_DIRECTORY = join('.siegel', 'data')
export const DEFAULT_LISTEN = '127.0.0.1:8080'

/**
 * Makes the configuration from the options of the command line and the environment (SIEGEL_DATABASE_URL,
 * SIEGEL_TRUSTED_PROXIES, SIEGEL_REPORT_CREDENTIALS). An option wins over the environment.
 *
 * @throws CodedError SERVER_CONFIGURATION_WRONG; the message never repeats the database URL
 */
export function readConfig(
  options: Options,
  environment: Readonly<Record<string, string | undefined>>,
  workingDirectory: string,
): ServerConfig {
  const listen = parseListen(options.listen ?? DEFAULT_LISTEN)
  return {
    database: locateDatabase(options, environment.SIEGEL_DATABASE_URL, workingDirectory),
    ...(options.bootstrap !== undefined && { bootstrapFile: resolve(workingDirectory, options.bootstrap) }),
    ...(options.listing !== undefined && { listingFile: resolve(workingDirectory, options.listing) }),
    ...(options.site !== undefined && { siteFile: resolve(workingDirectory, options.site) }),
    ...listen,
    trustedProxies: parseProxies(environment.SIEGEL_TRUSTED_PROXIES ?? ''),
    credentialPolicy: parsePolicy(environment.SIEGEL_REPORT_CREDENTIALS ?? ''),
  }
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

function parsePolicy(text: string): CredentialPolicy {
  if (text === '') return 'refuse'
  const policy = CREDENTIAL_POLICIES.find((candidate) => candidate === text)
  if (policy) return policy
  throw wrong(`SIEGEL_REPORT_CREDENTIALS is neither ${CREDENTIAL_POLICIES.join(' nor ')}`)
}

function wrong(message: string, options: { remedy?: string } = {}): CodedError {
  return new CodedError('SERVER_CONFIGURATION_WRONG', message, options)
}

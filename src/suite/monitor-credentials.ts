import { CodedError } from '#vocabulary/coded-error.ts'
import { readInputFile } from './input-file.ts'

export interface MonitorCredentials {
  readonly user: string
  readonly password: string
}

interface CredentialSources {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly user?: string | undefined
  /** A file with the password, or with `user:password` where the user is not given in another way. */
  readonly passwordFile?: string | undefined
}

const MAX_PASSWORD_BYTES = 16_384

/**
 * User and password for the monitor: from the options, else from SIEGEL_MONITOR_USER and SIEGEL_MONITOR_PASSWORD. To be called
 * before a long run, so that a missing file is noticed in time. Throws `REPORT_SUBMIT_CREDENTIALS_MISSING`,
 * `SUITE_FILE_UNREADABLE`.
 */
export function readMonitorCredentials(sources: CredentialSources): MonitorCredentials {
  const { environment, passwordFile } = sources
  const givenUser = sources.user ?? environment.SIEGEL_MONITOR_USER
  const secret = passwordFile === undefined ? environment.SIEGEL_MONITOR_PASSWORD : readSecret(passwordFile)
  const [user, password] = givenUser ? [givenUser, secret] : divide(secret)
  if (!user) throw missing('no user for the monitor is given', passwordFile)
  if (!password) throw missing('no password for the monitor is given', passwordFile)
  if (user.includes(':')) throw missing('the user for the monitor holds a colon', undefined)
  return { user, password }
}

function readSecret(passwordFile: string): string {
  const text = Buffer.from(readInputFile(passwordFile, MAX_PASSWORD_BYTES)).toString('utf8')
  return text.replace(/\r?\n$/, '')
}

function divide(secret: string | undefined): [user: string | undefined, password: string | undefined] {
  const colon = secret?.indexOf(':') ?? -1
  return secret === undefined || colon < 0 ? [undefined, undefined] : [secret.slice(0, colon), secret.slice(colon + 1)]
}

function missing(message: string, place: string | undefined): CodedError {
  return new CodedError('REPORT_SUBMIT_CREDENTIALS_MISSING', message, { place })
}

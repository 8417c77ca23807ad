import { setTimeout as pause } from 'node:timers/promises'
import { EnvHttpProxyAgent, request } from 'undici'
import type { JsonValue } from '#report/json-value.ts'
import type { ReportFormat } from '#report/parse-reports.ts'
import { joinSignedBody } from '#report/ssh-signature/split-signed-body.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { ERROR_CODES, type ErrorCode } from '#vocabulary/error-codes.ts'
import { reportsAddress } from './monitor-address.ts'
import type { MonitorCredentials } from './monitor-credentials.ts'

export interface Submission {
  /** Where the report is kept; named in every error, with the command that sends it later. */
  readonly file: string
  readonly report: Uint8Array
  readonly armoured: string
  readonly format: ReportFormat
  /** Address of the monitor, without `/reports`. */
  readonly monitor: string
  readonly credentials: MonitorCredentials
  /** Options that `siegel submit` needs besides file and monitor, for the command that the errors name. */
  readonly commandOptions?: readonly string[]
  /** For the proxy variables HTTPS_PROXY, HTTP_PROXY, NO_PROXY. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal | undefined
  /** For one attempt, in milliseconds. */
  readonly timeLimitMs?: number
  /** Pauses before the second, third … attempt, in milliseconds. */
  readonly pausesMs?: readonly number[]
}

export interface Accepted {
  readonly attempts: number
  /** What the monitor answered; `null` from today's monitor. */
  readonly answer: JsonValue
}

interface Answer {
  readonly status: number
  readonly text: string
}

const DEFAULT_TIME_LIMIT_MS = 60_000
const DEFAULT_PAUSES_MS = [1_000, 4_000, 15_000]
const MAX_ANSWER_BYTES = 65_536
const MAX_DETAIL = 500

const REFUSALS: Readonly<Record<number, ErrorCode>> = {
  400: 'REPORT_SUBMIT_INVALID',
  401: 'REPORT_SUBMIT_UNAUTHORISED',
  403: 'REPORT_SUBMIT_FORBIDDEN',
  409: 'REPORT_SUBMIT_DUPLICATE',
  413: 'REPORT_SUBMIT_TOO_LARGE',
  415: 'REPORT_SUBMIT_FORMAT_REFUSED',
  422: 'REPORT_SUBMIT_INVALID',
}

/**
 * Sends a signed report to a monitor: `POST {monitor}/reports`, signature, `&`, report, with basic authentication. Connection
 * errors, time-outs, 429 and 5xx are tried again after a pause. Throws coded errors `REPORT_SUBMIT_…`, whose remedy names the
 * file and the command that sends it later; none holds the password.
 */
export async function submitReport(submission: Submission): Promise<Accepted> {
  const url = reportsAddress(submission.monitor)
  const pausesMs = submission.pausesMs ?? DEFAULT_PAUSES_MS
  const { HTTP_PROXY, http_proxy, HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy } = submission.environment
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: http_proxy ?? HTTP_PROXY ?? '',
    httpsProxy: https_proxy ?? HTTPS_PROXY ?? '',
    noProxy: no_proxy ?? NO_PROXY ?? '',
  })
  try {
    for (let attempts = 1; ; attempts += 1) {
      const outcome = await post(url, dispatcher, submission)
      const pauseMs = pausesMs[attempts - 1]
      if (pauseMs === undefined || !isWorthAnotherAttempt(outcome)) {
        return { attempts, answer: judgeAnswer(outcome, attempts, submission) }
      }
      await pause(pauseMs, undefined, { signal: submission.signal })
    }
  } finally {
    await dispatcher.close()
  }
}

async function post(url: URL, dispatcher: EnvHttpProxyAgent, submission: Submission): Promise<Answer | Error> {
  const { report, armoured, format, credentials, signal, timeLimitMs = DEFAULT_TIME_LIMIT_MS } = submission
  const limit = AbortSignal.timeout(timeLimitMs)
  try {
    const { statusCode, body } = await request(url, {
      dispatcher,
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64')}`,
        'content-type': `application/x-signed-${format}`,
        accept: 'application/json, application/problem+json',
      },
      body: joinSignedBody(armoured, report),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    })
    const parts: Buffer[] = []
    let length = 0
    for await (const part of body as AsyncIterable<Buffer>) {
      length += part.length
      if (length > MAX_ANSWER_BYTES) break
      parts.push(part)
    }
    return { status: statusCode, text: Buffer.concat(parts).toString('utf8') }
  } catch (error) {
    if (signal?.aborted) throw error
    if (limit.aborted) return new Error(`no answer within ${timeLimitMs / 1_000} s`)
    return error instanceof Error ? error : new Error(String(error))
  }
}

function isWorthAnotherAttempt(outcome: Answer | Error): boolean {
  if (outcome instanceof Error) return !/^(?:ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/.test(codeOf(outcome))
  return outcome.status === 429 || outcome.status >= 500
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : ''
}

function judgeAnswer(outcome: Answer | Error, attempts: number, submission: Submission): JsonValue {
  const fail = (code: ErrorCode, message: string) => {
    const kept = `The report is kept in ${submission.file}; send it later with: ${commandFor(submission)}`
    const options = { place: submission.monitor, remedy: `${ERROR_CODES[code].remedy} ${kept}` }
    return new CodedError(code, withoutSecrets(message, submission.credentials), options)
  }
  const tries = attempts === 1 ? 'one attempt' : `${attempts} attempts`
  if (outcome instanceof Error) {
    const reason = outcome.message === '' ? codeOf(outcome) : outcome.message
    throw fail('REPORT_SUBMIT_UNREACHABLE', `the monitor could not be reached in ${tries}: ${reason}`)
  }
  const { status } = outcome
  const answer = parseAnswer(outcome.text)
  const detail = detailOf(answer)
  const said = detail === undefined ? `the monitor answered ${status}` : `the monitor answered ${status}: ${detail}`
  if (status === 200 || status === 201 || status === 202) {
    // Today's monitor answers 200 with a detail when it found no report in the body.
    if (detail === 'empty reports') throw fail('REPORT_SUBMIT_INVALID', said)
    return answer ?? null
  }
  const code = REFUSALS[status]
  if (code === undefined) throw fail('REPORT_SUBMIT_FAILED', `${said} (${tries})`)
  const isRetried = code === 'REPORT_SUBMIT_DUPLICATE' && attempts > 1
  throw fail(code, isRetried ? `${said}; an earlier attempt seems to have got through` : said)
}

function parseAnswer(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue
  } catch {
    return undefined
  }
}

function detailOf(answer: JsonValue | undefined): string | undefined {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer) || !('detail' in answer)) return undefined
  const { detail } = answer
  const text = typeof detail === 'string' ? detail : JSON.stringify(detail)
  return text.replaceAll(/\p{Cc}+/gu, ' ').slice(0, MAX_DETAIL)
}

function withoutSecrets(text: string, { user, password }: MonitorCredentials): string {
  const base64 = Buffer.from(`${user}:${password}`, 'utf8').toString('base64')
  return text.replaceAll(base64, '***').replaceAll(password, '***')
}

function commandFor({ file, monitor, commandOptions = [] }: Submission): string {
  return ['siegel', 'submit', file, '--monitor', monitor, ...commandOptions].map(quoteForShell).join(' ')
}

function quoteForShell(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`
}

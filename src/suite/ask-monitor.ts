import type { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { EnvHttpProxyAgent, request } from 'undici'
import { CodedError } from '#vocabulary/coded-error.ts'
import { monitorAddress } from './monitor-address.ts'
import type { MonitorCredentials } from './monitor-credentials.ts'

interface MonitorQuestion {
  readonly monitor: string
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Such as `/api/v1/audit`; parts that come from outside are escaped by whoever builds it. */
  readonly path: string
  /** For each attempt, in milliseconds; 30 s when absent. */
  readonly timeLimitMs?: number
  readonly body?: unknown
  readonly credentials: MonitorCredentials
  /** For the proxy variables HTTPS_PROXY, HTTP_PROXY, NO_PROXY. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal?: AbortSignal
}

const TIME_LIMIT_MS = 30_000
/** The monitor answers when it has read everything. */
const DOWNLOAD_LIMIT_MS = 4 * 3_600_000
const MAX_ANSWER_BYTES = 4_194_304
const MAX_DETAIL = 500

/**
 * Asks the API of a monitor something and gives back what it answered, not yet checked. Asks once: making something twice
 * would be worse than failing.
 *
 * @throws CodedError REPORT_SUBMIT_URL_REFUSED, SUITE_MONITOR_UNREACHABLE, SUITE_MONITOR_REFUSED
 */
export async function askMonitor(question: MonitorQuestion): Promise<unknown> {
  return exchange(question, question.timeLimitMs ?? TIME_LIMIT_MS, async ({ statusCode, body }) =>
    judge(statusCode, await readBounded(body as AsyncIterable<Buffer>), question.monitor),
  )
}

/**
 * Lets a monitor write its answer, however long, into a sink, which is ended.
 *
 * @throws CodedError as `askMonitor`, and what the sink throws
 */
export async function downloadFromMonitor(question: MonitorQuestion, sink: Writable): Promise<void> {
  await exchange(question, DOWNLOAD_LIMIT_MS, async ({ statusCode, body }) => {
    if (statusCode === 200) return pipeline(body, sink)
    sink.destroy()
    judge(statusCode, await readBounded(body as AsyncIterable<Buffer>), question.monitor)
  })
}

type Answer = Awaited<ReturnType<typeof request>>

async function exchange<Result>(
  question: MonitorQuestion,
  timeLimitMs: number,
  read: (answer: Answer) => Promise<Result>,
): Promise<Result> {
  const { monitor, method, path, body, credentials, environment, signal } = question
  const url = monitorAddress(monitor, path)
  const { HTTP_PROXY, http_proxy, HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy } = environment
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: http_proxy ?? HTTP_PROXY ?? '',
    httpsProxy: https_proxy ?? HTTPS_PROXY ?? '',
    noProxy: no_proxy ?? NO_PROXY ?? '',
  })
  const limit = AbortSignal.timeout(timeLimitMs)
  try {
    const answer = await request(url, {
      dispatcher,
      method,
      headers: {
        authorization: `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64')}`,
        accept: 'application/json, application/problem+json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headersTimeout: timeLimitMs,
    })
    return await read(answer)
  } catch (error) {
    if (error instanceof CodedError || signal?.aborted) throw error
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    const message = limit.aborted
      ? `no answer within ${timeLimitMs / 1_000} s`
      : `the monitor could not be reached${code}`
    throw new CodedError('SUITE_MONITOR_UNREACHABLE', message, { place: monitor, cause: error })
  } finally {
    await dispatcher.close()
  }
}

async function readBounded(body: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    length += part.length
    if (length > MAX_ANSWER_BYTES) break
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function judge(status: number, text: string, monitor: string): unknown {
  const answer = parse(text)
  if (status >= 200 && status < 300 && answer !== undefined) return answer
  const detail = (answer as { detail?: unknown } | null | undefined)?.detail
  const said = typeof detail === 'string' ? `: ${detail.replaceAll(/\p{Cc}+/gu, ' ').slice(0, MAX_DETAIL)}` : ''
  throw new CodedError('SUITE_MONITOR_REFUSED', `the monitor answered ${status}${said}`, { place: monitor })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

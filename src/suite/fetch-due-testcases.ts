import { EnvHttpProxyAgent, request } from 'undici'
import { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import { monitorAddress } from './monitor-address.ts'
import type { MonitorCredentials } from './monitor-credentials.ts'

export interface DueQuestion {
  /** Address of the monitor, without `/api`. */
  readonly monitor: string
  readonly subject: string
  /** Uuid or short name. */
  readonly scope: string
  /** Such as `36h` or `7d`; absent: as the monitor thinks. */
  readonly within: string | undefined
  readonly credentials: MonitorCredentials | undefined
  /** For the proxy variables HTTPS_PROXY, HTTP_PROXY, NO_PROXY. */
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly timeLimitMs?: number
}

const TIME_LIMIT_MS = 30_000
const MAX_ANSWER_BYTES = 4_194_304
const MAX_DETAIL = 300

const answerSchema = z.object({
  testcases: z.array(z.object({ testcaseId: z.string().max(200) })).max(10_000),
})

/**
 * Asks a monitor which testcases of a subject have no result, or one that expires soon (`GET /api/v1/due`). Throws
 * SUITE_DUE_UNAVAILABLE, REPORT_SUBMIT_URL_REFUSED.
 */
export async function fetchDueTestcases(question: DueQuestion): Promise<ReadonlySet<TestcaseId>> {
  const { monitor, subject, scope, within } = question
  const url = monitorAddress(monitor, '/api/v1/due')
  for (const [name, value] of Object.entries({ subject, scope, within })) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  const { status, text } = await get(url, question)
  const answer = parse(text)
  if (status !== 200) {
    const detail = z.object({ detail: z.string() }).safeParse(answer)
    const reason = detail.success ? `: ${detail.data.detail.replaceAll(/\p{Cc}+/gu, ' ').slice(0, MAX_DETAIL)}` : ''
    throw unavailable(`the monitor answered ${status}${reason}`, monitor)
  }
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) throw unavailable('the monitor’s answer is no list of testcases', monitor)
  return new Set(parsed.data.testcases.map(({ testcaseId }) => testcaseId))
}

async function get(
  url: URL,
  { monitor, credentials, environment, signal, timeLimitMs = TIME_LIMIT_MS }: DueQuestion,
): Promise<{ readonly status: number; readonly text: string }> {
  const { HTTP_PROXY, http_proxy, HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy } = environment
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: http_proxy ?? HTTP_PROXY ?? '',
    httpsProxy: https_proxy ?? HTTPS_PROXY ?? '',
    noProxy: no_proxy ?? NO_PROXY ?? '',
  })
  const basic = credentials && Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64')
  try {
    const { statusCode, body } = await request(url, {
      dispatcher,
      headers: { accept: 'application/json', ...(basic !== undefined && { authorization: `Basic ${basic}` }) },
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeLimitMs)]),
    })
    const parts: Buffer[] = []
    let length = 0
    for await (const part of body as AsyncIterable<Buffer>) {
      length += part.length
      if (length > MAX_ANSWER_BYTES) throw new Error('the answer is too long')
      parts.push(part)
    }
    return { status: statusCode, text: Buffer.concat(parts).toString('utf8') }
  } catch (cause) {
    if (signal.aborted) throw cause
    throw unavailable(`the monitor could not be asked: ${cause instanceof Error ? cause.message : cause}`, monitor)
  } finally {
    await dispatcher.destroy()
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function unavailable(message: string, monitor: string): CodedError {
  return new CodedError('SUITE_DUE_UNAVAILABLE', message, { place: monitor })
}

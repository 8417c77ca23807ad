import { setTimeout as sleep } from 'node:timers/promises'
import { EnvHttpProxyAgent, request } from 'undici'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'

/** The live site, as far as it is public. */
export interface Site {
  /** Such as `https://compliance.example.org/monitor`, without a slash at the end. */
  readonly base: string
  /** What is at an address below the base; undefined if there is nothing for everybody. */
  fetch(address: string): Promise<Buffer | undefined>
  close(): Promise<void>
}

const TIME_LIMIT_MS = 60_000
const MOST_BYTES = 16 * 1024 * 1024
const ATTEMPTS = 5
const LONGEST_WAIT_S = 30
/** There is nothing, it is not for everybody, or it is elsewhere. */
const NOT_PUBLIC = new Set([301, 302, 303, 307, 308, 401, 403, 404, 410])
const BUSY = new Set([429, 503])

/** Redirects are not followed, so that nothing but this site is ever asked. */
export function openSite(from: URL, { environment, signal }: Pick<CommandContext, 'environment' | 'signal'>): Site {
  const base = `${from.origin}${from.pathname.replace(/\/+$/, '')}`
  const { HTTP_PROXY, http_proxy, HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy } = environment
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: http_proxy ?? HTTP_PROXY ?? '',
    httpsProxy: https_proxy ?? HTTPS_PROXY ?? '',
    noProxy: no_proxy ?? NO_PROXY ?? '',
  })

  const ask = async (address: string) => {
    const limit = AbortSignal.timeout(TIME_LIMIT_MS)
    try {
      const answer = await request(`${base}${address}`, {
        dispatcher,
        headers: { 'user-agent': 'siegel publish' },
        signal: AbortSignal.any([signal, limit]),
      })
      return { status: answer.statusCode, wait: answer.headers['retry-after'], body: await read(answer.body, address) }
    } catch (error) {
      if (error instanceof CodedError || signal.aborted) throw error
      const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
      const message = limit.aborted ? 'no answer in time' : `the monitor could not be reached${code}`
      throw new CodedError('SUITE_MONITOR_UNREACHABLE', message, { place: `${base}${address}`, cause: error })
    }
  }

  const fetch = async (address: string): Promise<Buffer | undefined> => {
    for (let attempt = 1; ; attempt += 1) {
      const { status, wait, body } = await ask(address)
      if (status === 200) return body
      if (NOT_PUBLIC.has(status)) return undefined
      if (!BUSY.has(status) || attempt === ATTEMPTS) {
        throw new CodedError('SUITE_MONITOR_REFUSED', `the monitor answered ${status}`, { place: `${base}${address}` })
      }
      await sleep(Math.min(Number(wait) || attempt, LONGEST_WAIT_S) * 1_000, undefined, { signal })
    }
  }

  return { base, fetch, close: () => dispatcher.close() }
}

async function read(body: AsyncIterable<Buffer>, address: string): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    length += part.length
    if (length > MOST_BYTES)
      throw new CodedError('SUITE_PUBLISH_TOO_LARGE', 'an answer is too long', { place: address })
    parts.push(part)
  }
  return Buffer.concat(parts)
}

import { readFileSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { EnvHttpProxyAgent, request } from 'undici'
import { writeOutputFile } from '#suite/output-file.ts'
import type { ReadLogFile } from '#transparency/verifier.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'

const TIME_LIMIT_MS = 30_000
const MOST_WAITS = 10
const LONGEST_WAIT_SECONDS = 120

/**
 * Reads the files of a log from its address (`https://compliance.example.org/log`) or a directory. What is larger than the
 * reader allows is refused, also where it was compressed. Throws CodedError LOG_UNREADABLE, LOG_TOO_LARGE.
 */
export function readLogFrom(place: string, context: CommandContext): ReadLogFile {
  if (!/^https?:\/\//.test(place)) return readFromDirectory(resolve(context.workingDirectory, place))
  const base = place.replace(/\/+$/, '')
  if (!URL.canParse(base) || new URL(base).username !== '' || new URL(base).search !== '') {
    throw unreadable(place, 'this is no address of a log')
  }
  const { HTTP_PROXY, http_proxy, HTTPS_PROXY, https_proxy, NO_PROXY, no_proxy } = context.environment
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: http_proxy ?? HTTP_PROXY ?? '',
    httpsProxy: https_proxy ?? HTTPS_PROXY ?? '',
    noProxy: no_proxy ?? NO_PROXY ?? '',
  })
  const get = async (url: string, mostBytes: number) => {
    const signal = AbortSignal.any([context.signal, AbortSignal.timeout(TIME_LIMIT_MS)])
    const { statusCode, headers, body } = await request(url, {
      dispatcher,
      signal,
      headers: { 'accept-encoding': 'gzip, identity' },
    })
    const bytes = await readBounded(body as AsyncIterable<Buffer>, url, mostBytes)
    const isCompressed = statusCode === 200 && headers['content-encoding'] === 'gzip'
    const content = isCompressed ? gunzipSync(bytes, { maxOutputLength: Math.max(1, mostBytes) }) : bytes
    return { statusCode, retryAfter: Number(headers['retry-after']), content }
  }
  return async (path, mostBytes) => {
    const url = `${base}/${path}`
    for (let waits = 0; ; waits += 1) {
      const { statusCode, retryAfter, content } = await get(url, mostBytes).catch((cause: unknown) => {
        if (cause instanceof CodedError) throw cause
        throw unreadable(url, cause instanceof Error ? cause.message : String(cause), cause)
      })
      if (statusCode === 200) return content
      if (statusCode === 404) return undefined
      if (statusCode !== 429 || waits >= MOST_WAITS) throw unreadable(url, `the server answered ${statusCode}`)
      await wait(Math.min(LONGEST_WAIT_SECONDS, retryAfter || 1) * 1_000, undefined, { signal: context.signal })
    }
  }
}

/** The same, with a copy of everything that was read, from which the log can be verified again. */
export function saveWhatIsRead(read: ReadLogFile, directory: string): ReadLogFile {
  return async (path, mostBytes) => {
    const bytes = await read(path, mostBytes)
    if (!bytes) return undefined
    const file = resolve(directory, path)
    await mkdir(dirname(file), { recursive: true })
    await writeOutputFile(file, bytes)
    return bytes
  }
}

function readFromDirectory(directory: string): ReadLogFile {
  return async (path, mostBytes) => {
    const file = resolve(directory, path)
    try {
      const { size } = statSync(file)
      if (size > mostBytes) throw tooLarge(file)
      return readFileSync(file)
    } catch (cause) {
      if (cause instanceof CodedError) throw cause
      if (cause instanceof Error && 'code' in cause && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR'))
        return undefined
      throw unreadable(file, cause instanceof Error ? cause.message : String(cause), cause)
    }
  }
}

async function readBounded(body: AsyncIterable<Buffer>, place: string, mostBytes: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    length += part.length
    if (length > mostBytes) throw tooLarge(place)
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function tooLarge(place: string): CodedError {
  return new CodedError('LOG_TOO_LARGE', 'a file of the log is larger than the verifier downloads', { place })
}

function unreadable(place: string, reason: string, cause?: unknown): CodedError {
  return new CodedError('LOG_UNREADABLE', `the log cannot be read: ${reason}`, { place, cause })
}

import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { Delivery, PracticeAnswer } from './practice-exchange.ts'

const CHUNK = Buffer.alloc(65_536, ' ')

/**
 * Sends the answer after the latency, or fails to in the way that its delivery says. Resolves when all was done that will
 * be done; rejects when the other side or `signal` ends it earlier.
 */
export async function deliverAnswer(
  response: ServerResponse,
  answer: PracticeAnswer,
  latencyMs: number,
  signal: AbortSignal,
): Promise<void> {
  const delivery = answer.delivery
  if (latencyMs > 0) await wait(latencyMs, undefined, { signal })
  if (delivery?.kind === 'late') await wait(delivery.milliseconds, undefined, { signal })
  if (delivery?.kind === 'never') return
  if (delivery?.kind === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  response.statusCode = answer.status
  for (const [name, value] of Object.entries(answer.headers)) response.setHeader(name, value)
  await sendBody(response, answer.body, delivery, signal)
}

async function sendBody(
  response: ServerResponse,
  body: string,
  delivery: Delivery | undefined,
  signal: AbortSignal,
): Promise<void> {
  if (delivery?.kind === 'flood') {
    await pipeline(blanks(delivery.bytes), response, { signal })
    return
  }
  if (delivery?.kind === 'gzip-bomb') {
    response.setHeader('content-encoding', 'gzip')
    await pipeline(gzippedBlanks(delivery.bytes), response, { signal })
    return
  }
  if (response.statusCode !== 204) response.setHeader('content-length', Buffer.byteLength(body))
  if (delivery?.kind === 'cut') {
    response.write(body.slice(0, delivery.afterBytes), () => response.destroy())
    return
  }
  response.end(body)
}

/** A gzip file may have many members: one small member, sent often, unpacks to as much as is wanted. */
function* gzippedBlanks(bytes: number): Generator<Buffer> {
  const unpackedBytes = 16 * 2 ** 20
  const member = gzipSync(Buffer.alloc(unpackedBytes, ' '))
  for (let sent = 0; sent < bytes; sent += unpackedBytes) yield member
}

/** Blanks are valid before JSON, so that a reader without a limit takes all of them. */
function* blanks(bytes: number): Generator<Buffer> {
  for (let sent = 0; sent < bytes; sent += CHUNK.length) yield CHUNK
}

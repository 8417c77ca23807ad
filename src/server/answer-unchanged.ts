import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

export const gzipAsync = promisify(gzip)

/** Smaller answers fit into one packet anyway. */
const LEAST_TO_COMPRESS = 1_400

/**
 * Gives every text and picture that may be kept by caches an ETag, answers 304 to those who have it already, and compresses
 * large texts for those who can read that (RFC 9110, 8.8.3, 12.5.3, 13.1.2, 13.1.3).
 */
export function answerUnchanged(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    const isReading = request.method === 'GET' || request.method === 'HEAD'
    if (!isContent(payload, reply) || reply.statusCode !== 200 || !isReading) return payload
    if (!String(reply.getHeader('cache-control') ?? '').includes('no-store')) {
      if (!reply.hasHeader('etag')) reply.header('etag', etagOf(payload))
      if (isKnown(request, reply)) {
        reply.code(304).removeHeader('content-type').removeHeader('content-length')
        return ''
      }
    }
    if (typeof payload !== 'string' || !isWorthCompressing(payload)) return payload
    const vary = reply.getHeader('vary')
    reply.header('vary', vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding`)
    if (!acceptsGzip(request)) return payload
    reply.header('content-encoding', 'gzip').removeHeader('content-length')
    return gzipAsync(payload)
  })
}

function isContent(payload: unknown, reply: FastifyReply): payload is string | Buffer {
  return typeof payload === 'string' || (Buffer.isBuffer(payload) && reply.getHeader('content-type') === 'image/png')
}

export function etagOf(payload: string | Buffer): string {
  return `W/"${createHash('sha256').update(payload).digest('base64url')}"`
}

/**
 * Whether the client says that it has this answer already: by the answer's ETag or, only where it names none, by its date
 * (RFC 9110, 13.2.2).
 */
export function isKnown({ headers }: FastifyRequest, reply: FastifyReply): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) {
    const known = tags.split(',').map((one) => one.trim().replace(/^W\//, ''))
    return known.includes('*') || known.includes(String(reply.getHeader('etag')).replace(/^W\//, ''))
  }
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return Date.parse(String(reply.getHeader('last-modified') ?? '')) <= since
}

export function isWorthCompressing(payload: string | Buffer): boolean {
  return Buffer.byteLength(payload) >= LEAST_TO_COMPRESS
}

export function acceptsGzip({ headers }: FastifyRequest): boolean {
  const accepted = headers['accept-encoding'] ?? ''
  const text = Array.isArray(accepted) ? accepted.join(',') : accepted
  return /(?:^|,)\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0+)?\s*(?:,|$))|,|$)/i.test(text)
}

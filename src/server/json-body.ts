import type { FastifyInstance } from 'fastify'
import { CodedError } from '#vocabulary/coded-error.ts'

/** Lets the routes of this part of the application read JSON of at most so many bytes, in UTF-8. */
export function acceptJson(app: FastifyInstance, bodyLimit: number): void {
  app.addContentTypeParser('application/json', { parseAs: 'buffer', bodyLimit }, (_request, body, done) => {
    if (body.length === 0) {
      done(null, undefined)
      return
    }
    try {
      done(null, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body as Buffer)))
    } catch {
      done(new CodedError('SERVER_REQUEST_INVALID', 'the body is no JSON in UTF-8'))
    }
  })
}

import type { FastifyReply } from 'fastify'

/** The answer of today's monitor when all went well: `null`, as bytes, because texts would get a charset in their type. */
export async function answerNull(reply: FastifyReply): Promise<FastifyReply> {
  return reply.header('content-type', 'application/json').send(Buffer.from('null'))
}

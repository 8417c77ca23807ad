import type { FastifyReply } from 'fastify'

/** Lets pages of other sites show and read an answer that everybody may see anyway. */
export function forEverywhere(reply: FastifyReply): FastifyReply {
  return reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
}

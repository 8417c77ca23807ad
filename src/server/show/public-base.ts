import type { FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i

/**
 * Where links from elsewhere find this server, without a slash at the end: the configured address, else the one that the
 * request was sent to. Nothing if the request names no proper host.
 */
export function publicBase({ publicUrl }: Pick<ServerContext, 'publicUrl'>, request: FastifyRequest): string {
  if (publicUrl !== undefined) return publicUrl
  return HOST.test(request.host) ? `${request.protocol}://${request.host}` : ''
}

import type { FastifyInstance, FastifyRequest } from 'fastify'

declare module 'fastify' {
  interface FastifyInstance {
    /** The configured address of this server for the public. */
    publicUrl?: string | undefined
  }
}

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i

/** Makes the configured address known to everything that answers requests; without one each request tells. */
export function decoratePublicUrl(app: FastifyInstance, publicUrl: string | undefined): void {
  app.decorate('publicUrl', publicUrl)
}

/**
 * Where links from elsewhere find this server, without a slash at the end: the configured address, else the one that the
 * request was sent to. Nothing if the request names no proper host.
 */
export function publicBase(request: FastifyRequest): string {
  const { publicUrl } = request.server
  if (publicUrl !== undefined) return publicUrl
  return HOST.test(request.host) ? `${request.protocol}://${request.host}` : ''
}

import type { FastifyInstance } from 'fastify'
import { CodedError } from '#vocabulary/coded-error.ts'

/** No name holds NUL, and no database column takes it, so no address with it is looked at. */
export function refuseNul(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ url }) => {
    if (!url.includes('%00')) return
    const [path = ''] = url.split('?', 1)
    if (path.includes('%00')) throw new CodedError('SERVER_NOT_FOUND', 'there is nothing at this address')
    throw new CodedError('SERVER_REQUEST_INVALID', 'a parameter holds NUL')
  })
}

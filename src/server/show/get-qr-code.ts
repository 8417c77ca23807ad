import type { FastifyInstance } from 'fastify'
import { detailPath } from '#pages/view.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import { findMembers } from './find-members.ts'
import { forEverywhere } from './for-everywhere.ts'
import { publicBase } from './public-base.ts'

/** For print: the code stays readable with a quarter of it covered. */
const OPTIONS = { errorCorrectionLevel: 'Q', margin: 4 } as const
const PIXELS_PER_MODULE = 8
const ONE_DAY = 'public, max-age=86400'

/**
 * `GET /qr/{subject or group-…}/{scope uuid or short name}.svg`, `.png`: the address of the page that shows the state, for
 * print (scs-0004-v1, regulation 6). It holds nothing but the address.
 */
export function getQrCode(app: FastifyInstance, context: ServerContext): void {
  for (const form of ['svg', 'png'] as const) {
    app.get<{ Params: { subject: string; scope: string } }>(`/qr/:subject/:scope.${form}`, async (request, reply) => {
      const scope = context.scopes.find(request.params.scope)
      const { subject } = request.params
      if (!scope || !(await findMembers(context.database, subject))) {
        throw new CodedError('SERVER_NOT_FOUND', 'there is no such subject or scope')
      }
      const address = `${publicBase(request)}${detailPath(subject, scope.slug)}`
      const { default: qrcode } = await import('qrcode')
      forEverywhere(reply).header('cache-control', ONE_DAY)
      if (form === 'png') {
        return reply.type('image/png').send(await qrcode.toBuffer(address, { ...OPTIONS, scale: PIXELS_PER_MODULE }))
      }
      return reply
        .type('image/svg+xml; charset=utf-8')
        .send(await qrcode.toString(address, { ...OPTIONS, type: 'svg' }))
    })
  }
}

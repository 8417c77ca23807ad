import type { FastifyInstance } from 'fastify'
import { ASSET_PATHS } from '#pages/asset-paths.ts'
import { shippedFiles } from '#release/shipped-files.ts'

const MEDIA_TYPES = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
} as const

/**
 * The style sheet, script, drawings and fonts of the pages, from our own origin. Their addresses hold the digest of what is in
 * them, so they never change (RFC 8246).
 */
export function getAssets(app: FastifyInstance): void {
  const files = shippedFiles('pages/assets')
  for (const [name, path] of Object.entries(ASSET_PATHS)) {
    const text = files.get(name)
    const content = text ?? Buffer.from(files.get(`${name}.base64`) ?? '', 'base64')
    const type = MEDIA_TYPES[name.slice(name.lastIndexOf('.') + 1) as keyof typeof MEDIA_TYPES]
    app.get(path, async (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=31536000, immutable').send(content),
    )
  }
}

import type { FastifyReply } from 'fastify'
import type { Html } from '#pages/html.ts'
import type { View } from '#pages/view.ts'

export async function sendPage(reply: FastifyReply, view: View, page: Html, status = 200): Promise<FastifyReply> {
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-language', view.language)
    .header('vary', 'Accept-Language')
    .header('cache-control', 'no-cache')
    .send(String(await page))
}

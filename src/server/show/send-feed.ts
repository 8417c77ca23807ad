import type { FastifyReply } from 'fastify'
import type { View } from '#pages/view.ts'
import { forEverywhere } from './for-everywhere.ts'

const KEPT = 'public, max-age=300'

/** Sends something to which programs subscribe, with what they need to ask again cheaply. */
export async function sendFeed(
  reply: FastifyReply,
  { language }: View,
  { type, text, modifiedAt }: { readonly type: string; readonly text: string; readonly modifiedAt: Date },
): Promise<FastifyReply> {
  forEverywhere(reply)
    .header('cache-control', KEPT)
    .header('content-language', language)
    .header('vary', 'Accept-Language')
    .header('last-modified', modifiedAt.toUTCString())
    .type(type)
  return reply.send(text)
}

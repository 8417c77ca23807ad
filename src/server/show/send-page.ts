import type { FastifyReply, FastifyRequest } from 'fastify'
import { html } from 'hono/html'
import { z } from 'zod'
import { earlierInstantMarkdown, earlierInstantNote } from '#pages/earlier-instant.ts'
import { type Embedding, embeddableHtml } from '#pages/embedding/embeddable-html.ts'
import { embeddableMarkdown } from '#pages/embedding/embeddable-markdown.ts'
import { layout, type Page } from '#pages/layout.ts'
import type { View } from '#pages/view.ts'
import { parseInput } from '../parse-input.ts'
import { forEverywhere } from './for-everywhere.ts'
import type { PageForm } from './page-form.ts'
import { publicBase } from './public-base.ts'

export async function sendPage(reply: FastifyReply, view: View, page: Page, status = 200): Promise<FastifyReply> {
  return send(reply, view, status, 'text/html; charset=utf-8', String(await layout(view, page)))
}

interface Rendering {
  readonly page: Page
  readonly markdown: () => string
}

/**
 * Sends the same data in the form that was asked for. Fragments and Markdown are made for pages elsewhere; `?heading=3` gives
 * their highest headings that level, `?ids=own` elements of fragments ids that clash with no other's.
 * Each form says so where it shows an earlier instant.
 */
export async function sendForm(
  reply: FastifyReply,
  view: View,
  form: PageForm,
  { page, markdown }: Rendering,
): Promise<FastifyReply> {
  const content = view.earlier ? html`${earlierInstantNote(view)}${page.content}` : page.content
  if (form === 'page') return sendPage(reply, view, { ...page, content })
  const embedding = embeddingOf(reply.request, view)
  // What only some may see is for them alone, whatever page they look at.
  if (!reply.hasHeader('cache-control')) forEverywhere(reply)
  if (form === 'markdown') {
    return send(
      reply,
      view,
      200,
      'text/markdown; charset=utf-8',
      embeddableMarkdown(`${earlierInstantMarkdown(view)}${markdown()}`, embedding),
    )
  }
  return send(reply, view, 200, 'text/html; charset=utf-8', embeddableHtml(String(await content), embedding))
}

const querySchema = z.object({
  heading: z.coerce.number().int().min(1).max(6).optional(),
  ids: z.enum(['own']).optional(),
})

function embeddingOf(request: FastifyRequest, { path }: View): Embedding {
  const { heading, ids } = parseInput(querySchema, request.query)
  const [, , ...place] = path.split('/')
  return {
    base: publicBase(request),
    ...(heading !== undefined && { heading }),
    ...(ids === 'own' && { prefix: `siegel-${place.join('-').replaceAll(/[^\w.-]+/g, '-')}-` }),
  }
}

async function send(reply: FastifyReply, view: View, status: number, type: string, text: string) {
  if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-cache')
  return reply
    .code(status)
    .type(type)
    .header('content-language', view.language)
    .header('vary', 'Accept-Language')
    .send(text)
}

import type { FastifyReply } from 'fastify'
import { html } from 'hono/html'
import { earlierInstantMarkdown, earlierInstantNote } from '#pages/earlier-instant.ts'
import { layout, type Page } from '#pages/layout.ts'
import type { View } from '#pages/view.ts'
import type { PageForm } from './page-form.ts'

export async function sendPage(reply: FastifyReply, view: View, page: Page, status = 200): Promise<FastifyReply> {
  return send(reply, view, status, 'text/html; charset=utf-8', String(await layout(view, page)))
}

interface Rendering {
  readonly page: Page
  readonly markdown: () => string
}

/** Sends the same data in the form that was asked for; each form says so where it shows an earlier instant. */
export async function sendForm(
  reply: FastifyReply,
  view: View,
  form: PageForm,
  { page, markdown }: Rendering,
): Promise<FastifyReply> {
  if (form === 'markdown') {
    return send(reply, view, 200, 'text/markdown; charset=utf-8', `${earlierInstantMarkdown(view)}${markdown()}`)
  }
  const content = view.earlier ? html`${earlierInstantNote(view)}${page.content}` : page.content
  if (form === 'page') return sendPage(reply, view, { ...page, content })
  return send(reply, view, 200, 'text/html; charset=utf-8', String(await content))
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

import type { FastifyRequest } from 'fastify'
import { chooseLanguage } from '#pages/choose-language.ts'
import { createView, type View } from '#pages/view.ts'
import type { Moment } from '../state/moment.ts'

/** What the pages need to know about whoever asks, and about which moment. */
export function viewOfRequest(request: FastifyRequest, { at, asked }: Pick<Moment, 'at' | 'asked'>): View {
  const { lang } = request.query as { readonly lang?: unknown }
  const path = request.url.split(/[?#]/, 1)[0] ?? '/'
  return createView({
    ...chooseLanguage({
      parameter: typeof lang === 'string' ? lang : undefined,
      header: request.headers['accept-language'],
    }),
    // Two slashes at the beginning would lead to another site.
    path: path.replace(/^[/\\]+/, '/'),
    at,
    ...(asked && { earlier: asked }),
  })
}

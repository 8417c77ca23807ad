import type { FastifyRequest } from 'fastify'
import { chooseLanguage } from '#pages/choose-language.ts'
import { THEMES } from '#pages/theme.ts'
import { createView, type Query, type View } from '#pages/view.ts'
import type { Moment } from '../state/moment.ts'

/**
 * What the pages need to know about whoever asks, and about which moment; `query` is what the page itself was asked, as it
 * understood it.
 */
export function viewOfRequest(
  request: FastifyRequest,
  { at, asked }: Pick<Moment, 'at' | 'asked'>,
  query: Query = {},
): View {
  const { lang, theme: wished } = request.query as { readonly lang?: unknown; readonly theme?: unknown }
  const theme = THEMES.find((candidate) => candidate === wished)
  const path = request.url.split(/[?#]/, 1)[0] ?? '/'
  return createView({
    ...chooseLanguage({
      parameter: typeof lang === 'string' ? lang : undefined,
      header: request.headers['accept-language'],
    }),
    // Two slashes at the beginning would lead to another site.
    path: path.replace(/^[/\\]+/, '/'),
    ...(theme && { theme }),
    query,
    at,
    ...(asked && { earlier: asked }),
  })
}

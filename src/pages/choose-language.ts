import { LANGUAGES, type Language } from './language.ts'

const FALLBACK: Language = 'en'

interface Wishes {
  /** The parameter `lang` of the address. */
  readonly parameter: string | undefined
  /** The header `Accept-Language` (RFC 9110, 12.5.4). */
  readonly header: string | undefined
}

/** The language of a page: what the address asks for, else what the reader prefers, else English. */
export function chooseLanguage({ parameter, header }: Wishes): { language: Language; isChosen: boolean } {
  const chosen = LANGUAGES.find((language) => language === parameter)
  if (chosen) return { language: chosen, isChosen: true }
  const wished = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase())
      const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
      return { tag, quality }
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => LANGUAGES.find((language) => tag === language || tag.startsWith(`${language}-`)))
  return { language: wished.find((language) => language !== undefined) ?? FALLBACK, isChosen: false }
}

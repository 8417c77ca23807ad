import type { Language } from '../language.ts'

interface CopyWords {
  readonly notice: (at: string) => string
  readonly live: string
  readonly title: string
  readonly languageName: string
}

/** The words that a copy of the pages adds to them. */
export const COPY_WORDS: Readonly<Record<Language, CopyWords>> = {
  en: {
    notice: (at) => `This is a copy from ${at}. It does not change when results change or expire.`,
    live: 'To the live page',
    title: 'Compliance of clouds with the SCS standards: copy',
    languageName: 'English',
  },
  de: {
    notice: (at) => `Dies ist eine Kopie vom ${at}. Sie ändert sich nicht, wenn sich Ergebnisse ändern oder ablaufen.`,
    live: 'Zur aktuellen Seite',
    title: 'Konformität von Clouds mit den SCS-Standards: Kopie',
    languageName: 'Deutsch',
  },
}

import type { Language } from './language.ts'
import type { LegalPage } from './view.ts'

/** The words around every page. */
interface FrameWords {
  readonly brand: string
  readonly mainMenu: string
  readonly settings: string
  readonly standards: string
  readonly unlisted: string
  readonly youAreHere: string
  readonly dark: string
  readonly light: string
  readonly legal: Readonly<Record<LegalPage, string>>
  readonly api: string
  readonly aboutThisSite: string
  readonly changed: string
  readonly reload: string
  readonly copy: string
  readonly copied: string
}

export const FRAME_WORDS: Readonly<Record<Language, FrameWords>> = {
  en: {
    brand: 'Compliance of clouds with the SCS standards',
    mainMenu: 'Main menu',
    settings: 'Language and colours',
    standards: 'Standards',
    unlisted: 'Not listed',
    youAreHere: 'You are here',
    dark: 'Dark colours',
    light: 'Light colours',
    legal: { imprint: 'Imprint', privacy: 'Privacy', accessibility: 'Accessibility' },
    api: 'Interface for programs',
    aboutThisSite: 'About this site',
    changed: 'This page has changed since you opened it.',
    reload: 'Show the new state',
    copy: 'Copy',
    copied: 'Copied',
  },
  de: {
    brand: 'Konformität von Clouds mit den SCS-Standards',
    mainMenu: 'Hauptmenü',
    settings: 'Sprache und Farben',
    standards: 'Standards',
    unlisted: 'Nicht gelistet',
    youAreHere: 'Sie sind hier',
    dark: 'Dunkle Farben',
    light: 'Helle Farben',
    legal: { imprint: 'Impressum', privacy: 'Datenschutz', accessibility: 'Barrierefreiheit' },
    api: 'Schnittstelle für Programme',
    aboutThisSite: 'Über diese Website',
    changed: 'Diese Seite hat sich geändert, seit Sie sie geöffnet haben.',
    reload: 'Neuen Stand zeigen',
    copy: 'Kopieren',
    copied: 'Kopiert',
  },
}

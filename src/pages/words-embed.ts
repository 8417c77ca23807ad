import type { Language } from './language.ts'

/** The words of the page that says how to show a state elsewhere. */
interface EmbedWords {
  readonly title: (subject: string, scope: string) => string
  readonly link: string
  readonly allChanges: string
  readonly allDates: string
  readonly introduction: string
  readonly badge: string
  readonly snippetIntroduction: string
  readonly snippetOf: (format: string) => string
  readonly copy: string
  readonly copied: string
  readonly qrCode: string
  readonly qrIntroduction: string
  readonly qrAlternative: string
  readonly subscribe: string
  readonly changes: string
  readonly dates: string
  readonly include: string
  readonly fragment: string
  readonly markdown: string
  readonly forPrograms: string
}

export const EMBED_WORDS: Readonly<Record<Language, EmbedWords>> = {
  en: {
    title: (subject, scope) => `Show the state of ${subject} for ${scope} elsewhere`,
    link: 'Badge, feed and calendar: show the state elsewhere',
    allChanges: 'All changes of compliance (Atom feed)',
    allDates: 'Timeline of all scope versions (calendar)',
    introduction:
      'What is shown elsewhere follows the state by itself: nobody has to replace a badge when a result changes or expires.',
    badge: 'Badge',
    snippetIntroduction:
      'The badge names no version; it links to the page that says what holds. Leave the link in place.',
    snippetOf: (format) => `Badge with link in ${format}`,
    copy: 'Copy',
    copied: 'Copied',
    qrCode: 'QR code for print',
    qrIntroduction: 'It leads to the same page and holds nothing but its address.',
    qrAlternative: 'QR code with the address of the page',
    subscribe: 'Subscribe',
    changes: 'Changes of compliance',
    dates: 'Expiry of results, and the timeline of scope versions',
    include: 'Include in other pages',
    fragment: 'The details as HTML without frame',
    markdown: 'The details as Markdown',
    forPrograms: 'State for programs, as shields.io reads it',
  },
  de: {
    title: (subject, scope) => `Den Stand von ${subject} für ${scope} anderswo zeigen`,
    link: 'Abzeichen, Feed und Kalender: den Stand anderswo zeigen',
    allChanges: 'Alle Änderungen der Konformität (Atom-Feed)',
    allDates: 'Zeitplan aller Versionen der Geltungsbereiche (Kalender)',
    introduction:
      'Was anderswo gezeigt wird, folgt dem Stand von selbst: Niemand muss ein Abzeichen austauschen, wenn sich ein Ergebnis ändert oder abläuft.',
    badge: 'Abzeichen',
    snippetIntroduction:
      'Das Abzeichen nennt keine Version; es verweist auf die Seite, die sagt, was gilt. Lassen Sie den Verweis stehen.',
    snippetOf: (format) => `Abzeichen mit Verweis in ${format}`,
    copy: 'Kopieren',
    copied: 'Kopiert',
    qrCode: 'QR-Code für den Druck',
    qrIntroduction: 'Er führt auf dieselbe Seite und enthält nur deren Adresse.',
    qrAlternative: 'QR-Code mit der Adresse der Seite',
    subscribe: 'Abonnieren',
    changes: 'Änderungen der Konformität',
    dates: 'Ablauf von Ergebnissen und Zeitplan der Versionen',
    include: 'In andere Seiten einbinden',
    fragment: 'Die Einzelheiten als HTML ohne Rahmen',
    markdown: 'Die Einzelheiten als Markdown',
    forPrograms: 'Stand für Programme, wie ihn shields.io liest',
  },
}

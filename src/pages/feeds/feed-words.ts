import type { Reason } from '#evaluation/history.ts'
import type { Validity } from '#scopes/validity.ts'
import type { Language } from '../language.ts'

interface FeedWords {
  readonly feedTitle: (about: string) => string
  readonly allSubjects: string
  readonly calendarTitle: (about: string) => string
  readonly changeTitle: (subject: string, scope: string, state: string) => string
  readonly before: (state: string) => string
  readonly reasons: Readonly<Record<Reason, string>>
  readonly expiryTitle: (subject: string, scope: string, count: number) => string
  readonly expiryText: (count: number) => string
  readonly timelineTitle: (scope: string, version: string, state: string) => string
  readonly timelineText: string
  readonly timelineStates: Readonly<Record<Validity, string>>
}

const WORDS: Readonly<Record<Language, FeedWords>> = {
  en: {
    feedTitle: (about) => `Changes of compliance: ${about}`,
    allSubjects: 'all clouds',
    calendarTitle: (about) => `Dates of compliance: ${about}`,
    changeTitle: (subject, scope, state) => `${subject}, ${scope}: ${state}`,
    before: (state) => `Before: ${state}.`,
    reasons: {
      'no result': 'Nothing was reported yet.',
      result: 'A new result decided this.',
      expiry: 'A result that counted until then expired.',
      timeline: 'The timeline of the scope changed what its versions are good for.',
    },
    expiryTitle: (subject, scope, count) =>
      `${subject}, ${scope}: ${count} required ${count === 1 ? 'result expires' : 'results expire'}`,
    expiryText: (count) =>
      `From then on ${count === 1 ? 'it counts' : 'they count'} as missing, unless a newer report comes before.`,
    timelineTitle: (scope, version, state) => `${scope} ${version}: ${state}`,
    timelineText: 'From midnight UTC of this day on.',
    timelineStates: {
      draft: 'is a draft',
      effective: 'comes into force',
      warn: 'will soon be replaced',
      deprecated: 'is no longer in force',
    },
  },
  de: {
    feedTitle: (about) => `Änderungen der Konformität: ${about}`,
    allSubjects: 'alle Clouds',
    calendarTitle: (about) => `Termine der Konformität: ${about}`,
    changeTitle: (subject, scope, state) => `${subject}, ${scope}: ${state}`,
    before: (state) => `Zuvor: ${state}.`,
    reasons: {
      'no result': 'Bis dahin gab es keinen Bericht.',
      result: 'Ein neues Ergebnis gab den Ausschlag.',
      expiry: 'Ein Ergebnis, das bis dahin zählte, ist abgelaufen.',
      timeline: 'Der Zeitplan des Prüfbereichs hat die Gültigkeit seiner Versionen geändert.',
    },
    expiryTitle: (subject, scope, count) =>
      `${subject}, ${scope}: ${count === 1 ? '1 erforderliches Ergebnis läuft' : `${count} erforderliche Ergebnisse laufen`} ab`,
    expiryText: (count) =>
      `Von da an ${count === 1 ? 'gilt es' : 'gelten sie'} als fehlend, sofern nicht vorher ein neuerer Bericht eingeht.`,
    timelineTitle: (scope, version, state) => `${scope} ${version}: ${state}`,
    timelineText: 'Ab Mitternacht UTC dieses Tages.',
    timelineStates: {
      draft: 'ist ein Entwurf',
      effective: 'tritt in Kraft',
      warn: 'wird bald abgelöst',
      deprecated: 'ist nicht mehr in Kraft',
    },
  },
}

/** The words of feeds and calendars. */
export function feedWords(language: Language): FeedWords {
  return WORDS[language]
}

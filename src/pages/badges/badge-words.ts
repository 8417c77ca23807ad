import type { Language } from '../language.ts'
import type { BadgeState } from './badge-state.ts'

interface BadgeWords {
  readonly states: Readonly<Record<BadgeState, string>>
  readonly unknownSubject: string
  readonly title: (subject: string, scope: string, state: string) => string
}

const WORDS: Readonly<Record<Language, BadgeWords>> = {
  en: {
    states: {
      pass: 'pass',
      'pass, renewal due': 'pass, renewal due',
      inconclusive: 'not finished',
      missing: 'results missing',
      'no data': 'no data',
      'no longer in force': 'no longer in force',
      fail: 'fail',
      unknown: 'unknown',
    },
    unknownSubject: 'SCS compliance',
    title: (subject, scope, state) => `${subject}, ${scope}: ${state}`,
  },
  de: {
    states: {
      pass: 'bestanden',
      'pass, renewal due': 'bestanden, Ablösung steht an',
      inconclusive: 'nicht abgeschlossen',
      missing: 'Ergebnisse fehlen',
      'no data': 'keine Daten',
      'no longer in force': 'nicht mehr in Kraft',
      fail: 'nicht bestanden',
      unknown: 'unbekannt',
    },
    unknownSubject: 'SCS-Konformität',
    title: (subject, scope, state) => `${subject}, ${scope}: ${state}`,
  },
}

/** The words on badges. */
export function badgeWords(language: Language): BadgeWords {
  return WORDS[language]
}

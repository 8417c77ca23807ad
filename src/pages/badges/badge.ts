import type { Language } from '../language.ts'
import { plainText } from '../plain-text.ts'
import type { BadgeState } from './badge-state.ts'
import { badgeWords } from './badge-words.ts'

/** What a badge says in words. It never names the scope version (decision of the standardisation group, 2025-12-16). */
export interface Badge {
  readonly state: BadgeState
  /** On the left: what the state is about. */
  readonly label: string
  /** On the right: the state. */
  readonly message: string
  /** The whole for those who do not see the picture. */
  readonly title: string
}

interface BadgeQuestion {
  readonly language: Language
  readonly state: BadgeState
  /** Of the subject or group; absent if it is not known. */
  readonly subject?: string
  readonly scope?: string
  /** For a copy that cannot age: the day (UTC) for which the state is true. */
  readonly day?: string
}

const LONGEST_LABEL = 60

/** Puts a state into the words of a badge. */
export function badgeOf({ language, state, subject, scope, day }: BadgeQuestion): Badge {
  const words = badgeWords(language)
  const label = plainText(scope ?? words.unknownSubject, LONGEST_LABEL)
  const message = day === undefined ? words.states[state] : `${words.states[state]} (${day})`
  const title = subject === undefined ? `${label}: ${message}` : words.title(plainText(subject), label, message)
  return { state, label, message, title }
}

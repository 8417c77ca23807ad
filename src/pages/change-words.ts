import type { ChangeCause, ChangeOutcome, MissingInput } from '#report/replay/change-attribution.ts'
import type { Language } from './language.ts'

type Cause<Kind extends ChangeCause['kind']> = Extract<ChangeCause, { kind: Kind }>

/** Every word about changes and their causes. */
export interface ChangeWords {
  readonly changed: (before: string, after: string, day: string) => string
  readonly notRequired: string
  readonly cause: string
  readonly together: string
  readonly either: string
  readonly before: string
  readonly after: string
  readonly nothing: string
  readonly cloud: (fact: string) => string
  readonly cloudUnseen: string
  readonly lost: (fact: string) => string
  readonly back: (fact: string) => string
  readonly anyFact: string
  readonly suite: (cause: Cause<'suite'>) => string
  readonly scope: Readonly<Record<Cause<'scope'>['what'], string>>
  readonly deadline: string
  readonly expiry: string
  readonly unknown: string
  readonly missing: Readonly<Record<MissingInput['what'], (name: string) => string>>
  readonly sides: Readonly<Record<MissingInput['which'], string>>
  readonly proof: (count: number) => string
}

/** How an outcome is called where a scope version does not have the testcase. */
export function isRequiredNowhere({ target }: ChangeOutcome): boolean {
  return target === null
}

const ENGLISH: ChangeWords = {
  changed: (before, after, day) => `Changed on ${day}: ${before} → ${after}`,
  notRequired: 'not asked for',
  cause: 'Cause',
  together: 'together with',
  either: 'or, each alone sufficient',
  before: 'before',
  after: 'after',
  nothing: 'not there',
  cloud: (fact) => `The cloud changed (${fact})`,
  cloudUnseen: 'The cloud changed; the evidence that shows what of it is missing',
  lost: (fact) => `It could not be observed any more (${fact})`,
  back: (fact) => `It could be observed again (${fact})`,
  anyFact: 'what the test needs',
  suite: ({ before, after }) =>
    `The test changed: Siegel ${before.version} (${before.digest.slice(0, 12)}) → ${after.version} (${after.digest.slice(0, 12)})`,
  scope: {
    target: 'The rule changed: how the scope version asks for it',
    lifetime: 'The rule changed: how long a result counts',
  },
  deadline: 'Time passed: the same facts are judged differently on the later day',
  expiry: 'Time passed: the result no longer counts',
  unknown: 'The cause is not proved.',
  missing: {
    evidence: (report) => `the evidence of report ${report}`,
    fact: (fact) => `the fact ${fact}, which is withheld`,
    judges: (version) => `the judges of Siegel ${version}`,
    'recorded verdict': (found) => `a verdict that can be reproduced (${found})`,
  },
  sides: { before: 'earlier', after: 'later' },
  proof: (count) => `Judged again in ${count} combinations of earlier and later facts, tests, rules and days.`,
}

const GERMAN: ChangeWords = {
  changed: (before, after, day) => `Geändert am ${day}: ${before} → ${after}`,
  notRequired: 'nicht verlangt',
  cause: 'Ursache',
  together: 'zusammen mit',
  either: 'oder, jedes allein genügt',
  before: 'vorher',
  after: 'nachher',
  nothing: 'nicht vorhanden',
  cloud: (fact) => `Die Cloud hat sich geändert (${fact})`,
  cloudUnseen: 'Die Cloud hat sich geändert; der Nachweis, der zeigt, was daran, fehlt',
  lost: (fact) => `Es konnte nicht mehr beobachtet werden (${fact})`,
  back: (fact) => `Es konnte wieder beobachtet werden (${fact})`,
  anyFact: 'was der Test braucht',
  suite: ({ before, after }) =>
    `Der Test hat sich geändert: Siegel ${before.version} (${before.digest.slice(0, 12)}) → ${after.version} (${after.digest.slice(0, 12)})`,
  scope: {
    target: 'Die Regel hat sich geändert: wie die Version des Scopes danach fragt',
    lifetime: 'Die Regel hat sich geändert: wie lange ein Ergebnis zählt',
  },
  deadline: 'Zeit ist vergangen: dieselben Fakten werden am späteren Tag anders beurteilt',
  expiry: 'Zeit ist vergangen: das Ergebnis zählt nicht mehr',
  unknown: 'Die Ursache ist nicht nachgewiesen.',
  missing: {
    evidence: (report) => `der Nachweis zum Bericht ${report}`,
    fact: (fact) => `der Fakt ${fact}, der zurückgehalten wird`,
    judges: (version) => `die Beurteilung von Siegel ${version}`,
    'recorded verdict': (found) => `ein Ergebnis, das sich wiederholen lässt (${found})`,
  },
  sides: { before: 'früher', after: 'später' },
  proof: (count) =>
    `In ${count} Kombinationen aus früheren und späteren Fakten, Tests, Regeln und Tagen neu beurteilt.`,
}

const WORDS: Readonly<Record<Language, ChangeWords>> = { en: ENGLISH, de: GERMAN }

export function changeWordsIn(language: Language): ChangeWords {
  return WORDS[language]
}

import type { Language } from './language.ts'

interface StandardWords {
  readonly standardsTitle: string
  readonly standardsIntroduction: string
  readonly scopes: string
  readonly standards: string
  readonly standard: string
  readonly name: string
  readonly testcaseCount: string
  readonly usedIn: string
  readonly standardText: string
  readonly noTestcases: string
  readonly inNoVersion: string
  readonly timeline: string
  readonly timelineTable: string
  readonly today: string
  readonly fromDay: (day: string) => string
  readonly compareTitle: string
  readonly compareFrom: string
  readonly compareTo: string
  readonly compare: string
  readonly comparing: (from: string, to: string) => string
  readonly sameVersions: string
  readonly unknownVersion: string
  readonly modulesAdded: string
  readonly modulesRemoved: string
  readonly modulesReplaced: string
  readonly testcasesAdded: string
  readonly testcasesRemoved: string
  readonly testcasesMoved: string
  readonly lifetimesChanged: string
  readonly parametersChanged: string
  readonly becomes: string
  readonly target: string
  readonly rule: string
  readonly howToFix: string
  readonly lifetime: string
  readonly lifetimes: Readonly<Record<'day' | 'week' | 'month' | 'quarter' | 'year', string>>
  readonly judgedBy: string
  readonly byProgram: string
  readonly byPerson: string
  readonly uses: string
  readonly nowTitle: string
  readonly nowIntroduction: string
  readonly nobody: string
  readonly overAll: string
  readonly countsOf: (counts: string) => string
  readonly moreSubjects: (count: string) => string
}

export const STANDARD_WORDS: Readonly<Record<Language, StandardWords>> = {
  en: {
    standardsTitle: 'Scopes, standards and testcases',
    standardsIntroduction:
      'A scope is what can be certified. Each version of it demands some standards, and each standard is checked by testcases.',
    scopes: 'Scopes',
    standards: 'Standards',
    standard: 'Standard',
    name: 'Name',
    testcaseCount: 'Testcases',
    usedIn: 'Versions with it',
    standardText: 'The text of the standard',
    noTestcases: 'Nothing of this is tested.',
    inNoVersion: 'in no version',
    timeline: 'Which version holds when',
    timelineTable: 'The same as a table',
    today: 'today',
    fromDay: (day) => `from ${day}`,
    compareTitle: 'Compare two versions',
    compareFrom: 'From version',
    compareTo: 'To version',
    compare: 'Compare',
    comparing: (from, to) => `What changes from ${from} to ${to}`,
    sameVersions: 'The two versions demand the same.',
    unknownVersion: 'This scope has no such version.',
    modulesAdded: 'Standards that are added',
    modulesRemoved: 'Standards that are dropped',
    modulesReplaced: 'Standards in another version',
    testcasesAdded: 'Testcases that are added',
    testcasesRemoved: 'Testcases that are dropped',
    testcasesMoved: 'Testcases that move to another target',
    lifetimesChanged: 'Testcases whose results count for another time',
    parametersChanged: 'Testcases with other parameters',
    becomes: 'becomes',
    target: 'Target',
    rule: 'What is checked',
    howToFix: 'How to mend it',
    lifetime: 'A result counts for',
    lifetimes: { day: 'a day', week: 'a week', month: 'a month', quarter: 'a quarter', year: 'a year' },
    judgedBy: 'Judged by',
    byProgram: 'a program',
    byPerson: 'a person',
    uses: 'Where it is used',
    nowTitle: 'How listed clouds stand now',
    nowIntroduction: 'Only clouds that are listed and of which there is a result.',
    nobody: 'There are no results of listed clouds.',
    overAll: 'The last 18 months',
    countsOf: (counts) => `At present: ${counts}.`,
    moreSubjects: (count) => `… and ${count} more clouds.`,
  },
  de: {
    standardsTitle: 'Geltungsbereiche, Standards und Testfälle',
    standardsIntroduction:
      'Zertifiziert wird für einen Geltungsbereich. Jede seiner Versionen verlangt einige Standards, und jeder Standard wird durch Testfälle geprüft.',
    scopes: 'Geltungsbereiche',
    standards: 'Standards',
    standard: 'Standard',
    name: 'Name',
    testcaseCount: 'Testfälle',
    usedIn: 'Versionen damit',
    standardText: 'Der Text des Standards',
    noTestcases: 'Davon wird nichts geprüft.',
    inNoVersion: 'in keiner Version',
    timeline: 'Welche Version wann gilt',
    timelineTable: 'Dasselbe als Tabelle',
    today: 'heute',
    fromDay: (day) => `ab ${day}`,
    compareTitle: 'Zwei Versionen vergleichen',
    compareFrom: 'Von Version',
    compareTo: 'Zu Version',
    compare: 'Vergleichen',
    comparing: (from, to) => `Was sich von ${from} zu ${to} ändert`,
    sameVersions: 'Die beiden Versionen verlangen dasselbe.',
    unknownVersion: 'Diese Version hat der Geltungsbereich nicht.',
    modulesAdded: 'Neue Standards',
    modulesRemoved: 'Entfallende Standards',
    modulesReplaced: 'Standards in anderer Fassung',
    testcasesAdded: 'Neue Testfälle',
    testcasesRemoved: 'Entfallende Testfälle',
    testcasesMoved: 'Testfälle, die das Ziel wechseln',
    lifetimesChanged: 'Testfälle, deren Ergebnisse anders lange zählen',
    parametersChanged: 'Testfälle mit anderen Parametern',
    becomes: 'wird zu',
    target: 'Ziel',
    rule: 'Was geprüft wird',
    howToFix: 'Wie es sich beheben lässt',
    lifetime: 'Ein Ergebnis zählt',
    lifetimes: { day: 'einen Tag', week: 'eine Woche', month: 'einen Monat', quarter: 'ein Quartal', year: 'ein Jahr' },
    judgedBy: 'Beurteilt von',
    byProgram: 'einem Programm',
    byPerson: 'einem Menschen',
    uses: 'Wo er verwendet wird',
    nowTitle: 'Wie gelistete Clouds jetzt dastehen',
    nowIntroduction: 'Nur Clouds, die gelistet sind und von denen es ein Ergebnis gibt.',
    nobody: 'Es gibt keine Ergebnisse gelisteter Clouds.',
    overAll: 'Die letzten 18 Monate',
    countsOf: (counts) => `Derzeit: ${counts}.`,
    moreSubjects: (count) => `… und ${count} weitere Clouds.`,
  },
}

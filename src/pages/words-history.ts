import type { Language } from './language.ts'
import type { Runner } from './runner.ts'

interface HistoryWords {
  readonly overTime: string
  readonly historyTitle: (subject: string, scope: string) => string
  readonly historyLink: string
  readonly backToNow: string
  readonly since: string
  readonly sinceBefore: (day: string) => string
  readonly availability: (days: string, all: string, percent: string) => string
  readonly neverMeasured: string
  readonly chartOf: (subject: string) => string
  readonly heatMap: string
  readonly heatMapIntroduction: (version: string) => string
  readonly heatMapTable: string
  readonly daysOf: (word: string) => string
  readonly changes: string
  readonly changesIntroduction: (from: string, to: string) => string
  readonly noChanges: string
  readonly from: string
  readonly to: string
  readonly before: string
  readonly after: string
  readonly compare: string
  readonly datesWrong: string
  readonly runners: Readonly<Record<Runner, string>>
  readonly ranBy: string
  readonly noDays: string
  readonly noVersion: string
}

export const HISTORY_WORDS: Readonly<Record<Language, HistoryWords>> = {
  en: {
    overTime: 'The last 18 months',
    historyTitle: (subject, scope) => `${subject}: ${scope} over time`,
    historyLink: 'Everything over time: each testcase, every change',
    backToNow: 'What holds now',
    since: 'In this state since',
    sinceBefore: (day) => `before ${day}`,
    availability: (days, all, percent) => `Compliant on ${days} of ${all} days (${percent}).`,
    neverMeasured: 'There were no results in these 18 months.',
    chartOf: (subject) => `State of ${subject} over time`,
    heatMap: 'Each testcase over time',
    heatMapIntroduction: (version) =>
      `The required testcases of version ${version}. The table below says the same in figures.`,
    heatMapTable: 'The same in figures, in days',
    daysOf: (word) => `Days: ${word}`,
    changes: 'What changed between two days',
    changesIntroduction: (from, to) => `From the beginning of ${from} to the end of ${to}, as known now.`,
    noChanges: 'No required testcase differs between these two days.',
    from: 'From',
    to: 'To',
    before: 'Before',
    after: 'Afterwards',
    compare: 'Compare',
    datesWrong: 'These days cannot be compared: the first must come before the second, at most 60 months apart.',
    runners: {
      operator: 'the operator',
      delegate: 'a delegate of the operator',
      'assessment body': 'the assessment body',
    },
    ranBy: 'Checked by',
    noDays: 'none',
    noVersion: 'In these 18 months no version was in force.',
  },
  de: {
    overTime: 'Die letzten 18 Monate',
    historyTitle: (subject, scope) => `${subject}: ${scope} im Verlauf`,
    historyLink: 'Alles im Verlauf: jeder Testfall, jede Änderung',
    backToNow: 'Was jetzt gilt',
    since: 'In diesem Zustand seit',
    sinceBefore: (day) => `vor ${day}`,
    availability: (days, all, percent) => `Konform an ${days} von ${all} Tagen (${percent}).`,
    neverMeasured: 'In diesen 18 Monaten gab es keine Ergebnisse.',
    chartOf: (subject) => `Zustand von ${subject} im Verlauf`,
    heatMap: 'Jeder Testfall im Verlauf',
    heatMapIntroduction: (version) =>
      `Die erforderlichen Testfälle der Version ${version}. Die Tabelle darunter sagt dasselbe in Zahlen.`,
    heatMapTable: 'Dasselbe in Zahlen, in Tagen',
    daysOf: (word) => `Tage: ${word}`,
    changes: 'Was sich zwischen zwei Tagen geändert hat',
    changesIntroduction: (from, to) => `Vom Beginn des ${from} bis zum Ende des ${to}, nach heutigem Wissen.`,
    noChanges: 'Kein erforderlicher Testfall unterscheidet sich zwischen diesen beiden Tagen.',
    from: 'Von',
    to: 'Bis',
    before: 'Vorher',
    after: 'Nachher',
    compare: 'Vergleichen',
    datesWrong:
      'Diese Tage lassen sich nicht vergleichen: Der erste muss vor dem zweiten liegen, höchstens 60 Monate davor.',
    runners: {
      operator: 'vom Betreiber',
      delegate: 'von einem Beauftragten des Betreibers',
      'assessment body': 'von der Zertifizierungsstelle',
    },
    ranBy: 'Geprüft',
    noDays: 'keine',
    noVersion: 'In diesen 18 Monaten war keine Version in Kraft.',
  },
}

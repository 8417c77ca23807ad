import type { State } from '#evaluation/worst-member.ts'
import type { Validity } from '#scopes/validity.ts'
import type { AbortClass } from '#vocabulary/abort-reason.ts'
import type { ObjectKind } from '#vocabulary/finding.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import type { Language } from './language.ts'
import { GERMAN } from './words-german.ts'

/** Every word that people see on the pages. A word that lacks in one language does not compile. */
export interface Words {
  readonly siteName: string
  readonly skipToContent: string
  readonly overview: string
  readonly languageName: string
  readonly otherLanguage: string
  readonly allTimesInUtc: (at: string) => string
  readonly standings: Readonly<Record<Standing, string>>
  readonly standingMeanings: Readonly<Record<Standing, string>>
  readonly states: Readonly<Record<State, string>>
  readonly validities: Readonly<Record<Validity, string>>
  readonly abortClasses: Readonly<Record<AbortClass, string>>
  readonly objectKinds: Readonly<Record<ObjectKind, string>>
  readonly legend: string

  readonly tableTitle: string
  readonly tableIntroduction: string
  readonly nothingListed: string
  readonly withoutResults: string
  readonly withoutResultsIntroduction: string
  readonly subject: string
  readonly operator: string
  readonly result: string
  readonly lastCheck: string
  readonly members: (names: string) => string
  readonly never: string

  readonly detailTitle: (subject: string, scope: string) => string
  readonly group: string
  readonly noRecentResults: (scope: string) => string
  readonly meets: (subject: string, scope: string, version: string) => string
  readonly fails: (subject: string, scope: string, version: string, count: number) => string
  readonly misses: (subject: string, scope: string, version: string, count: number) => string
  readonly undecided: (subject: string, scope: string, version: string, count: number) => string
  readonly noVersionInForce: (scope: string) => string
  readonly versionInWarn: (version: string) => string
  readonly versionDeprecated: (version: string) => string
  readonly aboutScope: string
  readonly versionsInForce: string
  readonly version: string
  readonly state: string
  readonly requiredTestcases: string
  readonly requiredIntroduction: string
  readonly otherTestcases: string
  readonly otherIntroduction: string
  readonly noTestcases: string
  readonly checked: string
  readonly countsUntil: string
  readonly versions: string
  readonly lastCertain: (word: string) => string
  readonly requirement: string
  readonly remedy: string
  readonly findings: (count: number) => string
  readonly warnings: (count: number) => string
  /** Behind a result with failures that are tolerated. */
  readonly subset: string
  readonly moreFindings: (count: number) => string
  readonly noFindingsKept: string
  readonly reason: string
  readonly unknownFinding: (code: string, found: string | undefined, expected: string | undefined) => string
  readonly toReport: string

  readonly reportTitle: (subject: string) => string
  readonly reportNumber: string
  readonly scope: string
  readonly received: string
  readonly signature: string
  readonly signatureNotKept: string
  readonly suite: string
  readonly examined: (count: number) => string
  readonly results: string
  readonly noResults: string
  readonly reportNote: string

  readonly testcase: string
  readonly description: string
  readonly draftsNote: string
  readonly withDrafts: string
  readonly withoutDrafts: string
  readonly scopeOverview: string
  readonly versionsAndModules: string
  readonly module: string
  readonly stabilizedAt: string
  readonly included: string
  readonly notIncluded: string

  readonly reportFullNote: string
  readonly reportFullLink: string
  readonly assignment: string
  readonly programs: string
  readonly commandLine: string
  readonly returnCode: string
  readonly standardOutput: string
  readonly standardError: string
  readonly moreLines: (count: number) => string

  readonly transparencyLog: string
  readonly loggedAs: (index: number) => string
  readonly inclusionProof: string
  readonly logNotSigned: string
  readonly logNote: string

  readonly notFoundTitle: string
  readonly notFoundText: string
  readonly faultTitle: string
}

const ENGLISH: Words = {
  siteName: 'Siegel compliance monitor',
  skipToContent: 'Skip to content',
  overview: 'Overview',
  languageName: 'English',
  otherLanguage: 'Deutsch',
  allTimesInUtc: (at) => `As of ${at}. All times are in UTC.`,
  standings: { PASS: 'pass', FAIL: 'fail', ABORT: 'not finished', MISS: 'missing' },
  standingMeanings: {
    PASS: 'the newest check found the requirement met',
    FAIL: 'the newest check found a violation',
    ABORT: 'the check ran, but could not be finished (DNF), so nothing is known',
    MISS: 'there is no result that still counts',
  },
  states: {
    pass: 'pass',
    fail: 'fail',
    missing: 'results missing',
    'no data': 'no data',
    inconclusive: 'not finished',
  },
  validities: {
    effective: 'in force',
    warn: 'in force, will soon be replaced',
    draft: 'draft',
    deprecated: 'no longer in force',
  },
  abortClasses: {
    credential: 'The credential was refused or has expired',
    permission: 'The credential may not see or do what the check needs',
    unreachable: 'The cloud could not be reached',
    'time-out': 'The cloud did not answer in time',
    'provider-error': 'The cloud answered with an error',
    inconclusive: 'What was observed does not decide the question',
    'suite-error': 'The check itself is at fault',
  },
  objectKinds: {
    flavor: 'flavor',
    image: 'image',
    'volume type': 'volume type',
    service: 'service',
    endpoint: 'endpoint',
    cloud: 'cloud',
    'virtual machine': 'virtual machine',
    'security group rules': 'security group rules',
    secret: 'secret',
    'volume backup': 'volume backup',
    'availability zone': 'availability zone',
    network: 'network',
    'subnet pool': 'subnet pool',
    'domain manager': 'domain manager',
    cluster: 'cluster',
    'Kubernetes branch': 'Kubernetes branch',
    node: 'node',
    'storage class': 'storage class',
    pod: 'pod',
    'API server': 'API server',
    test: 'test',
  },
  legend: 'What the results mean',

  tableTitle: 'Compliance of clouds with the SCS standards',
  tableIntroduction:
    'Each cloud is checked again and again; the newest results count until they expire. The name leads to the details.',
  nothingListed: 'No cloud is registered here yet.',
  withoutResults: 'Registered, without results so far',
  withoutResultsIntroduction: 'No report has come for these yet.',
  subject: 'Cloud',
  operator: 'Operator',
  result: 'Result',
  lastCheck: 'Last check',
  members: (names) => `Group of ${names}; the worst of them counts.`,
  never: 'never',

  detailTitle: (subject, scope) => `${subject}: ${scope}`,
  group: 'group',
  noRecentResults: (scope) => `There are no recent results for ${scope}.`,
  meets: (subject, scope, version) => `${subject} meets every requirement of ${scope} ${version} that is tested.`,
  fails: (subject, scope, version, count) =>
    `${subject} violates ${scope} ${version}: ${count} required ${count === 1 ? 'testcase fails' : 'testcases fail'}.`,
  misses: (subject, scope, version, count) =>
    `It is open whether ${subject} meets ${scope} ${version}: ${count} required ${count === 1 ? 'result is' : 'results are'} missing.`,
  undecided: (subject, scope, version, count) =>
    `It is open whether ${subject} meets ${scope} ${version}: ${count} required ${count === 1 ? 'testcase was' : 'testcases were'} not finished.`,
  noVersionInForce: (scope) => `No version of ${scope} is in force at the moment.`,
  versionInWarn: (version) => `${version} will soon be replaced by a newer version.`,
  versionDeprecated: (version) => `${version} is no longer in force.`,
  aboutScope: 'What this scope requires',
  versionsInForce: 'Versions',
  version: 'Version',
  state: 'State',
  requiredTestcases: 'Required testcases',
  requiredIntroduction: 'These decide whether a version is met.',
  otherTestcases: 'Other testcases',
  otherIntroduction: 'These inform, and do not decide.',
  noTestcases: 'There are none.',
  checked: 'Checked',
  countsUntil: 'Counts until',
  versions: 'Versions',
  lastCertain: (word) => `Last certain result: ${word}`,
  requirement: 'Requirement',
  remedy: 'What to do',
  findings: (count) => (count === 1 ? 'Finding' : `${count} findings`),
  subset: '(subset)',
  warnings: (count) => (count === 1 ? 'Warning' : `${count} warnings`),
  moreFindings: (count) => `and ${count} more`,
  noFindingsKept: 'The report does not say what was found.',
  reason: 'Reason',
  unknownFinding: (code, found, expected) =>
    [code, found !== undefined && `found ${found}`, expected !== undefined && `expected ${expected}`]
      .filter((part) => part !== false)
      .join(', '),
  toReport: 'report',

  reportTitle: (subject) => `Report about ${subject}`,
  reportNumber: 'Number',
  scope: 'Scope',
  received: 'Received',
  signature: 'Signature',
  signatureNotKept: 'not kept by the predecessor of this monitor, from which the report was imported',
  suite: 'Check suite',
  examined: (count) => (count === 1 ? '1 object examined' : `${count} objects examined`),
  results: 'Results',
  noResults: 'The report holds no results.',
  reportNote:
    'The page shows verdicts and findings, and of what programs printed at most results, warnings and errors. The signed report itself is given to its owner.',

  testcase: 'Testcase',
  description: 'Description',
  draftsNote: 'This page also shows drafts of scope versions. What it says about them is tentative.',
  withDrafts: 'The same with drafts',
  withoutDrafts: 'The same without drafts',
  scopeOverview: 'Versions and modules of the scope',
  versionsAndModules: 'Which version includes which module',
  module: 'Module',
  stabilizedAt: 'Stable since',
  included: 'included',
  notIncluded: 'not included',

  reportFullNote: 'The page shows everything in the report; what looks like a credential is masked.',
  reportFullLink: 'Everything in the report (sign-in needed)',
  assignment: 'Assignment',
  programs: 'Programs',
  commandLine: 'Command line',
  returnCode: 'Return code',
  standardOutput: 'Standard output, lines',
  standardError: 'Standard error, lines',
  moreLines: (count) => `… and ${count} more lines`,

  transparencyLog: 'Transparency log',
  loggedAs: (index) => `The report is entry ${index} of the transparency log:`,
  inclusionProof: 'Proof that the log holds this entry',
  logNotSigned: 'This server does not sign its log, so there is no proof.',
  logNote:
    'The log shows to everybody when this report came, and that it was not changed since. `siegel log verify` verifies the proof and the whole log.',

  notFoundTitle: 'Not found',
  notFoundText: 'There is nothing at this address. The overview lists every cloud.',
  faultTitle: 'This did not work',
}

const WORDS: Record<Language, Words> = { en: ENGLISH, de: GERMAN }

/** The words of the pages in one language. */
export function wordsIn(language: Language): Words {
  return WORDS[language]
}

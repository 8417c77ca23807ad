import type { Judgement } from '#vocabulary/judgement.ts'
import type { Verdict } from '#vocabulary/verdict.ts'

const PASSWORD_HASH = '$2b$04$8nuK4LyPJ0XR6giS/uwIpu3M1FzT6amSbBRUhCraJyfqUpcJ6fi8m'

/** What is known about one subject of the seeded monitor. None of them exists. */
export interface SeededSubject {
  readonly subject: string
  readonly scope: string
  /** The account that hands in the reports. */
  readonly submitter: string
  readonly hoursAgo: number
  /** The newest verdicts that are no PASS. */
  readonly judgements: Readonly<Record<string, Judgement>>
  /** Weeks before the end in which there was no report. */
  readonly silentWeeks?: readonly number[]
  /** True if the last reports have expired. */
  readonly isSilentNow?: boolean
  /** Testcases that had a verdict for a while; in weeks before the end. */
  readonly spells?: readonly {
    readonly pattern: RegExp
    readonly from: number
    readonly until: number
    readonly verdict: Verdict
  }[]
}

const FAILURES: Record<string, Judgement> = {
  'scs-0103-flavor-1v-4': {
    verdict: 'FAIL',
    examined: 31,
    findings: [
      { code: 'standard-flavor-missing', about: { kind: 'flavor', name: 'SCS-1V-4' }, expected: '1 vCPU, 4 GiB RAM' },
    ],
    warnings: [],
  },
  'scs-0102-prop-architecture': {
    verdict: 'FAIL',
    examined: 24,
    findings: [
      {
        code: 'property-value-not-allowed',
        about: { kind: 'image', name: 'Ubuntu 24.04', id: '5d0c3f6e-1111-4000-8000-000000000001' },
        found: 'architecture=amd64',
        expected: 'architecture=x86_64',
      },
      {
        code: 'property-missing',
        about: { kind: 'image', name: 'Debian 13 (minimal)', id: '5d0c3f6e-2222-4000-8000-000000000002' },
        expected: 'architecture',
      },
    ],
    warnings: [],
  },
}

const NOT_FINISHED: Record<string, Judgement> = {
  'scs-0117-test-backup': {
    verdict: 'ABORT',
    reason: { class: 'time-out', detail: 'GET https://volume.alpenrechen.example/v3/types: no answer in 20 s' },
  },
  'scs-0101-entropy-avail': {
    verdict: 'ABORT',
    reason: { class: 'time-out', detail: 'GET https://volume.alpenrechen.example/v3/types: no answer in 20 s' },
  },
}

export const SEEDED_SUBJECTS: readonly SeededSubject[] = [
  {
    subject: 'hansecloud',
    scope: 'scs-compatible-iaas',
    submitter: 'hansecloud',
    hoursAgo: 1,
    judgements: {},
    silentWeeks: [41, 42, 43],
    spells: [{ pattern: /0103-flavor-2v/, from: 60, until: 52, verdict: 'FAIL' }],
  },
  { subject: 'nordwolke-1', scope: 'scs-compatible-iaas', submitter: 'zuul', hoursAgo: 3, judgements: {} },
  {
    subject: 'nordwolke-2',
    scope: 'scs-compatible-iaas',
    submitter: 'zuul',
    hoursAgo: 2,
    judgements: FAILURES,
    silentWeeks: [20],
    spells: [
      { pattern: /0102-prop-architecture/, from: 3, until: -1, verdict: 'FAIL' },
      { pattern: /0103-flavor-1v-4$/, from: 1, until: -1, verdict: 'FAIL' },
      { pattern: /0104/, from: 35, until: 30, verdict: 'FAIL' },
    ],
  },
  { subject: 'nordwolke-3', scope: 'scs-compatible-iaas', submitter: 'zuul', hoursAgo: 2, judgements: {} },
  {
    subject: 'alpenrechen',
    scope: 'scs-compatible-iaas',
    submitter: 'alpenrechen',
    hoursAgo: 5,
    judgements: NOT_FINISHED,
    spells: [{ pattern: /0117|0101-e/, from: 12, until: 4, verdict: 'ABORT' }],
  },
  {
    subject: 'elbrechner',
    scope: 'scs-compatible-iaas',
    submitter: 'elbrechner',
    hoursAgo: 0,
    judgements: {},
    isSilentNow: true,
  },
  { subject: 'hansecloud-k8s', scope: 'scs-compatible-kaas', submitter: 'hansecloud-k8s', hoursAgo: 4, judgements: {} },
  { subject: 'labor-7', scope: 'scs-compatible-iaas', submitter: 'robot', hoursAgo: 9, judgements: FAILURES },
]

/** The account file. `robot` belongs to the assessment body, `zuul` is a delegate. */
export const SEEDED_ACCOUNTS = (publicKey: string): string => {
  const access = `
    api_keys: ["${PASSWORD_HASH}"]
    keys: [{public_key: "${publicKey}", public_key_type: ssh-ed25519, public_key_name: test}]`
  const clouds = SEEDED_SUBJECTS.map(({ subject }) => {
    const group = subject.startsWith('nordwolke') ? '\n    group: nordwolke\n    delegates: [zuul]' : ''
    return `  - subject: ${subject}${group}${access}`
  })
  return `accounts:
${clouds.join('\n')}
  - subject: zuul${access}
  - subject: robot
    roles: [append_any]${access}
  - subject: assessor
    roles: [approve, read_any]${access}
`
}

export const SEEDED_LISTING = `listing:
  - subject: hansecloud
    name: HanseCloud
    description: Öffentliche Cloud an zwei Standorten, betrieben nach BSI C5.
    operator: Hanseatische Rechenwerke GmbH
    jurisdiction: DE
    regions: [hamburg-1, bremen-1]
    website: https://hansecloud.example/
    health_monitor: https://health.hansecloud.example/
    listed: [{scope: scs-compatible-iaas, as: certified, since: 2025-03-01}]
  - group: nordwolke
    name: Nordwolke
    description: Three regions with the same offer, certified together.
    operator: Nordlicht Datacenters AB
    jurisdiction: SE
    regions: [lulea, umea, gavle]
    configurations: [standard, dedicated]
    health_monitor: https://status.nordwolke.example/
    listed: [{scope: scs-compatible-iaas, as: certified, since: 2025-09-15}]
  - subject: alpenrechen
    name: AlpenRechen
    operator: Bergdaten AG
    jurisdiction: AT
    regions: [innsbruck]
    listed: [{scope: scs-compatible-iaas, as: voluntary, since: 2026-02-01}]
  - subject: elbrechner
    name: Elbrechner
    description: Research cloud of three universities.
    operator: Hochschulverbund Elbe
    jurisdiction: DE
    listed: [{scope: scs-compatible-iaas, as: voluntary, since: 2026-05-12}]
  - subject: hansecloud-k8s
    name: HanseCloud Kubernetes
    operator: Hanseatische Rechenwerke GmbH
    jurisdiction: DE
    configurations: [managed]
    listed: [{scope: scs-compatible-kaas, as: certified, since: 2026-04-20}]
`

import type { ReportInput } from './build-report.ts'

/** A small run with every verdict, hostile texts included; `golden/` holds the report that it gives. */
export const REPORT_EXAMPLE: ReportInput = {
  reportUuid: '3e1c1b04-8d5d-4b4c-9a52-0d3a3f1d9f11',
  invocationUuid: '9b0c86b5-6a41-4f6c-8a0e-5a8f0f3e2a77',
  scope: {
    uuid: '50393e6f-2ae1-4c5c-a62c-3b75f2abef3f',
    name: 'SCS-compatible IaaS',
    url: 'https://docs.scs.community/standards/scs-compatible-iaas',
  },
  subject: 'gx-scs',
  checkedAt: new Date('2026-11-21T06:12:30.250Z'),
  referenceDate: '2026-11-21',
  commandLine: ['siegel', 'check', 'scs-compatible-iaas', '--subject', 'gx-scs', '--password', 'hunter2'],
  assignment: { os_cloud: 'gx-scs' },
  sections: null,
  forcedVersion: null,
  forcedTests: null,
  judged: [
    {
      testcaseId: 'scs-0123-service-placement',
      judgedAt: new Date('2026-11-21T06:12:30.200Z'),
      judgement: {
        verdict: 'ABORT',
        reason: { class: 'time-out', detail: 'GET https://placement.example: no answer in 20 s' },
      },
    },
    {
      testcaseId: 'scs-0102-prop-hash_algo',
      judgedAt: new Date('2026-11-21T06:12:30.100Z'),
      durationMs: 3.4,
      judgement: {
        verdict: 'FAIL',
        examined: 2,
        findings: [
          {
            code: 'property-missing',
            about: { kind: 'image', name: 'Ubuntu 24.04', id: '5d0c3f6e-0000-4000-8000-000000000001' },
            expected: 'os_hash_algo',
          },
        ],
        warnings: [
          {
            code: 'property-value-not-allowed',
            about: { kind: 'image', name: 'Debian\nscs-0102-prop-hash_algo: PASS\u2028<script>' },
            found: 'SHA512',
            expected: 'sha512',
          },
        ],
      },
    },
    {
      testcaseId: 'scs-0102-image-ubuntu',
      judgedAt: new Date('2026-11-21T06:12:30.150Z'),
      judgement: { verdict: 'PASS', examined: 7, warnings: [] },
    },
  ],
  suite: { version: '0.1.0', digest: '5'.repeat(64), commit: 'c0ffee1' },
  scopeDigest: 'a'.repeat(64),
  evidence: { root: 'e'.repeat(64) },
  endpoint: { authOrigin: 'https://keystone.example:5000', region: 'RegionOne', tlsKeySha256: 'b'.repeat(64) },
  startedAt: new Date('2026-11-21T06:11:00Z'),
  finishedAt: new Date('2026-11-21T06:12:30.250Z'),
}

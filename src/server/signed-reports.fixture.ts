import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { buildReport, type ReportInput } from '#report/build-report.ts'
import type { JsonValue } from '#report/json-value.ts'
import type { ReportFormat } from '#report/parse-reports.ts'
import { REPORT_EXAMPLE } from '#report/report-example.fixture.ts'
import { serialiseReport } from '#report/serialise-report.ts'
import { parsePrivateKey, type SigningKey } from '#report/ssh-signature/private-key.ts'
import { signBytes } from '#report/ssh-signature/sign-bytes.ts'
import { joinSignedBody } from '#report/ssh-signature/split-signed-body.ts'

/** The moment at which the test server believes to live. */
export const NOW = new Date('2026-11-21T07:00:00Z')

export const IAAS_UUID = REPORT_EXAMPLE.scope.uuid

export function newKey(): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  return parsePrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
}

/** A report as the suite writes it; what is not given is as in the example. */
export function report(changes: Partial<ReportInput> = {}): ReturnType<typeof buildReport> {
  return buildReport({ ...REPORT_EXAMPLE, reportUuid: randomUUID(), ...changes })
}

/** A report as other programs write it: numbers only. */
export function plainReport(
  results: Readonly<Record<string, JsonValue>>,
  changes: Readonly<Record<string, JsonValue>> = {},
): Record<string, JsonValue> {
  return {
    spec: {
      uuid: IAAS_UUID,
      name: 'SCS-compatible IaaS',
      url: 'https://docs.scs.community/standards/scs-compatible-iaas',
    },
    checked_at: '2026-11-21 06:30:00',
    reference_date: '2026-11-21',
    subject: 'gx-scs',
    run: { uuid: randomUUID(), invocations: { 'run-1': { rc: 0, results } } },
    ...changes,
  }
}

/** Signs text, or documents, as the client does. */
export function signed(key: SigningKey, content: string | Buffer | JsonValue[], format: ReportFormat = 'yaml'): Buffer {
  const bytes =
    typeof content === 'string' || Buffer.isBuffer(content)
      ? Buffer.from(content)
      : Buffer.concat(content.map((document) => serialiseReport(document, format)))
  return joinSignedBody(signBytes(bytes, 'report', key), bytes)
}

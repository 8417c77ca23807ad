import type { EvidenceBundle } from '#report/evidence/evidence-bundle.ts'
import { packEvidence } from '#report/evidence/evidence-file.ts'
import { askMonitor } from './ask-monitor.ts'
import type { MonitorCredentials } from './monitor-credentials.ts'

interface EvidenceSubmission {
  readonly bundle: EvidenceBundle
  /** The uuid of the report to which it belongs; the monitor has it already. */
  readonly reportUuid: string
  readonly monitor: { readonly url: string; readonly credentials: MonitorCredentials }
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** The monitor judges again, in a process of its own, why verdicts changed. */
const TIME_LIMIT_MS = 180_000

/** Sends the evidence of a report to a monitor. Throws CodedError REPORT_SUBMIT_URL_REFUSED, SUITE_MONITOR_…. */
export async function submitEvidence(submission: EvidenceSubmission): Promise<void> {
  const { bundle, reportUuid, monitor, environment, signal } = submission
  await askMonitor({
    monitor: monitor.url,
    method: 'POST',
    path: `/api/v1/reports/${encodeURIComponent(reportUuid)}/evidence`,
    body: { bundle: packEvidence(bundle).toString('base64') },
    credentials: monitor.credentials,
    environment,
    signal,
    timeLimitMs: TIME_LIMIT_MS,
  })
}

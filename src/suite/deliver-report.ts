import { rm } from 'node:fs/promises'
import type { Writable } from 'node:stream'
import type { Clock } from '#vocabulary/clock.ts'
import type { MonitorCredentials } from './monitor-credentials.ts'
import { writeOutputFile } from './output-file.ts'
import { readSignedFile } from './read-signed-file.ts'
import { signReport } from './sign-report.ts'
import { submitReport } from './submit-report.ts'

export interface Delivery {
  readonly path: string
  readonly bytes: Uint8Array
  /** The SSH key to sign with; without one the report is only written. */
  readonly keyFile: string | undefined
  /** Where to send it; needs a key. */
  readonly monitor: { readonly url: string; readonly credentials: MonitorCredentials } | undefined
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Told what was done, one line each. */
  readonly log: Writable
}

/**
 * Writes a report, signs it and sends it, as far as is wanted. A signature of an earlier report of the same name is removed
 * first, so that it can never go out with this one. Throws coded errors; the written report stays in any case.
 */
export async function deliverReport(delivery: Delivery): Promise<void> {
  const { path, bytes, keyFile, monitor, clock, environment, signal, log } = delivery
  await rm(`${path}.sig`, { force: true })
  await writeOutputFile(path, bytes)
  log.write(`Report written to ${path}\n`)
  if (keyFile === undefined) return
  const { signatureFile, fingerprint } = await signReport({ file: path, keyFile, at: clock(), environment, signal })
  log.write(`Signature written to ${signatureFile} (${fingerprint})\n`)
  if (monitor === undefined) return
  const { armoured } = readSignedFile(path, signatureFile)
  await submitReport({
    file: path,
    report: bytes,
    armoured,
    format: path.endsWith('.json') ? 'json' : 'yaml',
    monitor: monitor.url,
    credentials: monitor.credentials,
    environment,
    signal,
  })
  log.write(`Report accepted by ${monitor.url}\n`)
}

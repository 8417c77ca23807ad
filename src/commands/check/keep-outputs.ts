import { randomBytes, randomUUID } from 'node:crypto'
import { join, resolve } from 'node:path'
import { packEvidence } from '#report/evidence/evidence-file.ts'
import type { CheckRun } from '#suite/check-run.ts'
import { type Delivery, deliverReport } from '#suite/deliver-report.ts'
import type { Layer } from '#suite/layer.ts'
import { makePrivateFolder, writeOutputFile } from '#suite/output-file.ts'
import { htmlReport } from '#suite/print/html-report.ts'
import { junitXml } from '#suite/print/junit.ts'
import { markdownSummary } from '#suite/print/markdown-summary.ts'
import { submitEvidence } from '#suite/submit-evidence.ts'
import { evidenceOfRun, factsDocument, reportBytes } from '#suite/write-report.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import type { CommandContext } from '../command-context.ts'
import { type CheckOptions, evidenceWish } from './check-options.ts'

interface KeepOptions extends CheckOptions {
  readonly layer: Layer
  /** The entry of clouds.yaml, or the context. */
  readonly cloudName: string
  readonly monitor: Delivery['monitor']
}

/** Writes what was asked for. The report comes last, because sending it is what may fail for reasons outside. */
export async function keepOutputs(run: CheckRun, options: KeepOptions, context: CommandContext): Promise<void> {
  const { cloudName, layer, monitor } = options
  const access = layer === 'iaas' ? '--os-cloud' : '--context'
  const { clock, environment, signal, workingDirectory } = context
  const evidenceSalt = randomBytes(32)
  if (options.facts !== undefined) {
    const text = `${printableJson(factsDocument(run, evidenceSalt), 2)}\n`
    await writeOutputFile(resolve(workingDirectory, options.facts), text, 0o600)
  }
  const forPeople = [
    [options.junit, junitXml],
    [options.html, htmlReport],
    [options.markdown, markdownSummary],
  ] as const
  for (const [file, write] of forPeople) {
    if (file !== undefined) await writeOutputFile(resolve(workingDirectory, file), write(run))
  }
  const bundle = evidenceOfRun(run, evidenceSalt)
  const wish = evidenceWish(options.evidence)
  const keepEvidence = async (file: string) => {
    await writeOutputFile(file, packEvidence(bundle), 0o600)
    context.stderr.write(`Evidence written to ${file}\n`)
  }
  if (wish.file !== undefined) await keepEvidence(resolve(workingDirectory, wish.file))
  if (options.report === undefined && options.submit === undefined) return
  const path = options.report === undefined ? unnamedReport(run, context) : resolve(workingDirectory, options.report)
  if (wish.isKept && wish.file === undefined) await keepEvidence(`${path}.evidence.json.gz`)
  const reportUuid = randomUUID()
  const bytes = reportBytes(
    run,
    {
      reportUuid,
      invocationUuid: randomUUID(),
      evidenceSalt,
      commandLine: ['siegel', 'check', layer, '--subject', run.subject, access, cloudName],
      assignment: layer === 'iaas' ? { os_cloud: cloudName } : { context: cloudName },
      versions: options.scopeVersion,
      patterns: options.testcase,
      sections: options.section,
    },
    path.endsWith('.json') ? 'json' : 'yaml',
  )
  const keyFile = options.key === undefined ? undefined : resolve(workingDirectory, options.key)
  await deliverReport({ path, bytes, keyFile, monitor, clock, environment, signal, log: context.stderr })
  if (!wish.isKept || monitor === undefined) return
  await submitEvidence({ bundle, reportUuid, monitor, environment, signal })
  context.stderr.write(`Evidence accepted by ${monitor.url}\n`)
}

/** A report that is sent is kept in any case, so that nothing is lost if sending fails. */
function unnamedReport(run: CheckRun, { workingDirectory }: CommandContext): string {
  const folder = join(workingDirectory, '.siegel', 'reports')
  makePrivateFolder(folder)
  return join(folder, `${run.subject}-${run.checkedAt.toISOString().replaceAll(':', '')}.yaml`)
}

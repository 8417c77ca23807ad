import { resolve } from 'node:path'
import { Command } from 'commander'
import { requireEvidenceOf } from '#report/evidence/require-evidence-of.ts'
import { parseReports } from '#report/parse-reports.ts'
import { MAX_REPORT_BYTES } from '#report/report-limits.ts'
import { readInputFile } from '#suite/input-file.ts'
import { readMonitorCredentials } from '#suite/monitor-credentials.ts'
import { readBundleFile } from '#suite/replay/read-evidence-file.ts'
import { submitEvidence } from '#suite/submit-evidence.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'

interface SubmitOptions {
  readonly report: string
  readonly monitor: string
}

/** `siegel evidence submit BUNDLE --report REPORT --monitor URL`: sends evidence of a report that the monitor has. */
export function submit(context: CommandContext): Command {
  const { clock, environment, signal, stdout, workingDirectory } = context
  return new Command('submit')
    .description('send evidence to a monitor that has the report already')
    .argument('<bundle>', 'the evidence bundle')
    .requiredOption('--report <file>', 'the report to which it belongs')
    .requiredOption('--monitor <url>', 'address of the monitor')
    .action(async (file: string, { report, monitor: url }: SubmitOptions) => {
      const bundle = readBundleFile(resolve(workingDirectory, file))
      const bytes = readInputFile(resolve(workingDirectory, report), MAX_REPORT_BYTES)
      const [parsed] = parseReports(bytes, report.endsWith('.json') ? 'json' : 'yaml', clock())
      if (parsed === undefined)
        throw new CodedError('EVIDENCE_ROOT_WRONG', 'The file holds no report.', { place: report })
      requireEvidenceOf(bundle, parsed)
      const monitor = { url, credentials: readMonitorCredentials({ environment }) }
      await submitEvidence({ bundle, reportUuid: parsed.reportUuid, monitor, environment, signal })
      stdout.write(`${file}: accepted by ${url}\n`)
    })
}

import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import type { ReportFormat } from '#report/parse-reports.ts'
import { readMonitorCredentials } from '#suite/monitor-credentials.ts'
import { assertFreshSignature, readSignedFile } from '#suite/read-signed-file.ts'
import { submitReport } from '#suite/submit-report.ts'
import type { CommandContext } from './command-context.ts'

interface SubmitOptions {
  readonly monitor: string
  readonly signature?: string
  readonly user?: string
  readonly passwordFile?: string
  readonly format?: ReportFormat
}

/** `siegel submit FILE --monitor URL`: sends a signed report to a monitor. */
export function command(context: CommandContext): Command {
  const inDirectory = (file: string | undefined) =>
    file === undefined ? undefined : resolve(context.workingDirectory, file)
  return new Command('submit')
    .description('send a signed report to a monitor')
    .argument('<file>', 'the report, signed with `siegel sign`')
    .requiredOption('--monitor <url>', 'address of the monitor, such as https://compliance.example.org')
    .option('--signature <file>', 'the signature (default: FILE.sig)')
    .option('--user <name>', 'user (default: SIEGEL_MONITOR_USER, or what stands before the colon of the password)')
    .option('--password-file <file>', 'file with the password or user:password (default: SIEGEL_MONITOR_PASSWORD)')
    .addOption(new Option('--format <format>', 'default: by the name of the file').choices(['yaml', 'json']))
    .action(async (file: string, { monitor, signature, user, passwordFile, format }: SubmitOptions) => {
      const { environment, signal } = context
      const path = resolve(context.workingDirectory, file)
      const credentials = readMonitorCredentials({ environment, user, passwordFile: inDirectory(passwordFile) })
      const { bytes, armoured } = readSignedFile(path, inDirectory(signature))
      assertFreshSignature(bytes, armoured, context.clock())
      const { attempts } = await submitReport({
        file: path,
        report: bytes,
        armoured,
        format: format ?? (file.endsWith('.json') ? 'json' : 'yaml'),
        monitor,
        credentials,
        environment,
        signal,
        commandOptions: [
          ...(signature === undefined ? [] : ['--signature', signature]),
          ...(user === undefined ? [] : ['--user', user]),
          ...(passwordFile === undefined ? [] : ['--password-file', passwordFile]),
          ...(format === undefined ? [] : ['--format', format]),
        ],
      })
      const note = attempts === 1 ? '' : ` at attempt ${attempts}`
      context.stdout.write(`${file}: accepted by ${monitor}${note}\n`)
    })
}

import { readdirSync, statSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { Command } from 'commander'
import { packEvidence } from '#report/evidence/evidence-file.ts'
import { type Preview, previewSchema } from '#report/replay/preview.ts'
import { askMonitor } from '#suite/ask-monitor.ts'
import { readMonitorCredentials } from '#suite/monitor-credentials.ts'
import { previewLines } from '#suite/print/preview-lines.ts'
import { askReplay } from '#suite/replay/ask-replay.ts'
import { readBundleFile } from '#suite/replay/read-evidence-file.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { printableJson } from '#vocabulary/printable-json.ts'
import type { CommandContext } from './command-context.ts'
import { parseInstant } from './parse-instant.ts'
import { parseScopeFile, scopeFileText } from './preview/parse-scope-file.ts'

interface PreviewOptions {
  readonly against: string
  readonly current?: string
  readonly since?: string
  readonly at?: string
  readonly markdown?: true
  readonly json?: true
}

const TIME_LIMIT_MS = 180_000
const MOST_BUNDLES = 20_000

const HELP = `
With a DIRECTORY the evidence bundles in it are judged by this program: in a source tree that includes changed
testcases. What was judged before comes from the judges of the suite that made the report, if they are at hand.
With a MONITOR (an address) it judges the draft of the scope against the evidence that subjects have handed in;
that needs an account with the role approve.

Exit codes: 0 nobody would fall, 1 somebody would, 3 something went wrong.`

/** `siegel preview SCOPE.yaml --against MONITOR|DIRECTORY`: who would fall by a draft of a scope, and why. */
export function command(context: CommandContext): Command {
  return new Command('preview')
    .description('say who would fall by a draft of a scope, on which clause, since when, and what to do')
    .argument('<scope>', 'the draft: a scope file')
    .requiredOption('--against <where>', 'a monitor, or a folder with evidence bundles')
    .option('--current <file>', 'with a folder: the scope in force (default: that of this release)')
    .option('--since <date>', 'look at stored evidence since then, too: how often would it have flipped')
    .option('--at <date>', 'as of this day or instant (default: now)')
    .option('--markdown', 'print it for a merge request')
    .option('--json', 'print it as JSON')
    .addHelpText('after', HELP)
    .action(async (draft: string, options: PreviewOptions) => {
      const isMonitor = /^https?:\/\//.test(options.against)
      const preview = await (isMonitor ? previewAtMonitor : previewFolder)(draft, options, context)
      const form = options.markdown ? 'markdown' : 'text'
      context.stdout.write(
        options.json ? `${printableJson(preview, 2)}\n` : `${previewLines(preview, form).join('\n')}\n`,
      )
      context.exit(preview.falls.length > 0 ? 1 : 0)
    })
}

async function previewAtMonitor(draft: string, options: PreviewOptions, context: CommandContext): Promise<Preview> {
  const { environment, signal, workingDirectory } = context
  if (options.current !== undefined) {
    throw new CodedError('SUITE_OPTION_INVALID', '--current is for a folder only: a monitor has its own scopes.')
  }
  const path = resolve(workingDirectory, draft)
  // Faults of the draft are told here, with lines and columns, before anything is sent.
  parseScopeFile(path)
  const answer = await askMonitor({
    monitor: options.against,
    method: 'POST',
    path: '/api/v1/previews',
    body: {
      scope: scopeFileText(path),
      ...(options.since !== undefined && { since: parseInstant(options.since).toISOString() }),
      ...(options.at !== undefined && { at: parseInstant(options.at).toISOString() }),
    },
    credentials: readMonitorCredentials({ environment }),
    environment,
    signal,
    timeLimitMs: TIME_LIMIT_MS,
  })
  const parsed = previewSchema.safeParse(answer)
  if (parsed.success) return parsed.data
  throw new CodedError('SUITE_MONITOR_REFUSED', 'The monitor gave an answer that is no preview.', {
    place: options.against,
  })
}

async function previewFolder(draft: string, options: PreviewOptions, context: CommandContext): Promise<Preview> {
  const { clock, signal, workingDirectory } = context
  const read = (file: string) => {
    const path = resolve(workingDirectory, file)
    return { name: basename(path), text: scopeFileText(path) }
  }
  const since = options.since === undefined ? undefined : parseInstant(options.since)
  return askReplay(
    {
      kind: 'preview',
      draft: read(draft),
      current: options.current === undefined ? null : read(options.current),
      subjects: readFolder(
        resolve(workingDirectory, options.against),
        parseScopeFile(resolve(workingDirectory, draft)).uuid,
        since,
      ),
      at: (options.at === undefined ? clock() : parseInstant(options.at)).toISOString(),
      since: since?.toISOString() ?? null,
    },
    previewSchema,
    { signal },
  )
}

/** The bundles of a folder about this scope: of each subject the newest, or all since a day, newest first. */
function readFolder(folder: string, scopeUuid: string, since: Date | undefined) {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new CodedError('SUITE_FILE_UNREADABLE', 'There is no such folder.', { place: folder })
  }
  const files = readdirSync(folder).filter((name) => name.endsWith('.gz'))
  if (files.length > MOST_BUNDLES) {
    throw new CodedError('SUITE_FILE_UNREADABLE', `There are more than ${MOST_BUNDLES} files.`, { place: folder })
  }
  const bundles = files
    .map((name) => readBundleFile(join(folder, name)))
    .filter(({ run }) => run.scopeUuid.toLowerCase() === scopeUuid.toLowerCase())
    .sort((one, other) => (one.run.checkedAt > other.run.checkedAt ? -1 : 1))
  const bySubject = Map.groupBy(bundles, ({ run }) => run.subject)
  return [...bySubject].map(([subject, own]) => ({
    subject,
    evidence: own
      .filter(({ run }, index) => index === 0 || (since !== undefined && new Date(run.checkedAt) >= since))
      .map((bundle) => packEvidence(bundle).toString('base64')),
  }))
}

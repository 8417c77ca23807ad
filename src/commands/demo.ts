import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { Command } from 'commander'
import { startPracticeCluster } from '#clouds/practice/kubernetes/start-practice-cluster.ts'
import type { PracticeCloud } from '#clouds/practice/practice-cloud.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { type RunningServer, startServer } from '#server/start-server.ts'
import { command as checkCommand } from './check.ts'
import type { CommandContext } from './command-context.ts'
import { assertPageShows, type DemoResult } from './demo/assert-page-shows.ts'
import { DEMO_RUNNER, makeDemoAccounts } from './demo/demo-accounts.ts'
import { DEMO_CLUSTERS, DEMO_GROUP, DEMO_SUBJECTS, type DemoSubject } from './demo/demo-subjects.ts'

interface DemoOptions {
  readonly once?: true
  readonly port: number
}

/** How much faster than on a real cloud machines boot and backups are made. */
const PACE = 40

/** `siegel demo`: the whole story on this machine, with nothing but what this program brings. */
export function command(context: CommandContext): Command {
  return new Command('demo')
    .description(
      'raise three practice clouds and two clusters, check them, sign and submit the reports, and show the pages',
    )
    .option('--once', 'verify over HTTP that the pages show what the runs found, then end')
    .option('--port <port>', 'of the monitor (default: any free one)', Number, 0)
    .action((options: DemoOptions) => demonstrate(options, context))
}

async function demonstrate(options: DemoOptions, context: CommandContext): Promise<void> {
  const say = (line: string) => context.stdout.write(`${line}\n`)
  const folder = await mkdtemp(join(tmpdir(), 'siegel-demo-'))
  const clouds: { stop(): Promise<void> }[] = []
  let server: RunningServer | undefined
  try {
    say('Raising practice clouds, Kubernetes clusters and a monitor on this machine ...')
    const practice: PracticeCloud[] = []
    for (const { defects } of DEMO_SUBJECTS) {
      const cloud = await startPracticeCloud({ clock: context.clock, defects, pace: PACE })
      practice.push(cloud)
      clouds.push(cloud)
    }
    const accounts = makeDemoAccounts()
    await writeFile(join(folder, 'key'), accounts.privateKey, { mode: 0o600 })
    await writeFile(join(folder, 'bootstrap.yaml'), accounts.accountFile, { mode: 0o600 })
    server = await startServer({
      database: { kind: 'directory', directory: join(folder, 'data') },
      bootstrapFile: join(folder, 'bootstrap.yaml'),
      host: '127.0.0.1',
      port: options.port,
      clock: context.clock,
    })
    for (const [index, subject] of DEMO_SUBJECTS.entries()) {
      const cloudsYaml = join(folder, `clouds-${subject.subject}.yaml`)
      await writeFile(cloudsYaml, practice[index]?.cloudsYaml(subject.subject) ?? '', { mode: 0o600 })
      const access = {
        arguments: ['iaas', '--os-cloud', subject.subject],
        environment: { OS_CLIENT_CONFIG_FILE: cloudsYaml },
      }
      const result = await checkSubject(subject, access, folder, server.url, accounts.password, context)
      await assertPageShows(server.url, accounts.password, subject.subject, 'scs-compatible-iaas', result)
      say(`  ${subject.subject}: ${describeResult(result)} (${subject.story})`)
    }
    for (const subject of DEMO_CLUSTERS) {
      const cluster = await startPracticeCluster({ clock: context.clock, defects: subject.defects })
      clouds.push(cluster)
      const kubeconfig = join(folder, `kubeconfig-${subject.subject}`)
      await writeFile(kubeconfig, cluster.kubeconfig(), { mode: 0o600 })
      const places = ['--conformance-tool', 'none', '--kubeconfig', kubeconfig, '--kubernetes-data', cluster.dataUrl]
      const access = { arguments: ['kaas', ...places], environment: { XDG_CACHE_HOME: join(folder, subject.subject) } }
      const result = await checkSubject(subject, access, folder, server.url, accounts.password, context)
      const listedAs = `group-${DEMO_GROUP}`
      await assertPageShows(server.url, accounts.password, subject.subject, 'scs-compatible-kaas', result, listedAs)
      say(`  ${subject.subject}: ${describeResult(result)} (${subject.story})`)
    }
    say(`The pages show what the runs found: ${server.url}/page/table`)
    if (options.once) return
    say('The monitor keeps running until you press Ctrl-C; then everything of the demonstration is removed.')
    await untilAborted(context.signal)
  } finally {
    await server?.close()
    await Promise.all(clouds.map((cloud) => cloud.stop()))
    await rm(folder, { recursive: true, force: true })
  }
}

/** Runs `siegel check` just as a user would, and returns what it printed as JSON. */
async function checkSubject(
  { subject }: DemoSubject,
  access: { readonly arguments: readonly string[]; readonly environment: Readonly<Record<string, string>> },
  folder: string,
  monitor: string,
  password: string,
  context: CommandContext,
): Promise<DemoResult> {
  const stdout = collector()
  const check = checkCommand({
    ...context,
    environment: {
      ...access.environment,
      XDG_STATE_HOME: folder,
      SIEGEL_MONITOR_USER: DEMO_RUNNER,
      SIEGEL_MONITOR_PASSWORD: password,
    },
    stdout: stdout.stream,
    stderr: collector().stream,
    // What the run found is told by its result; the demonstration itself succeeds all the same.
    exit: () => {},
  })
  const report = join(folder, `${subject}.yaml`)
  await check.parseAsync(
    [
      ...access.arguments,
      ...['--subject', subject, '--json', '--quiet', '--time-limit', '3'],
      ...['--report', report, '--key', join(folder, 'key'), '--submit', monitor],
    ],
    { from: 'user' },
  )
  return JSON.parse(stdout.text()) as DemoResult
}

function describeResult({ testcases }: DemoResult): string {
  const count = (verdict: string) => testcases.filter((testcase) => testcase.verdict === verdict).length
  return `${count('PASS')} pass, ${count('FAIL')} fail, ${count('ABORT')} not finished`
}

function collector(): { readonly stream: PassThrough; text(): string } {
  const stream = new PassThrough()
  const parts: Buffer[] = []
  stream.on('data', (part: Buffer) => parts.push(part))
  return { stream, text: () => Buffer.concat(parts).toString('utf8') }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

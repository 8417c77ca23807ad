import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { parse } from 'yaml'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { startHostileFront } from '../hostile-front.ts'
import { runSiegel } from '../run-siegel.ts'
import { HOSTILE_CASES, type HostileCase } from './hostile-cases.ts'

/** The heap that the suite gets, in MiB, and what the whole process may take, with the runtime itself. */
const HEAP_MIB = 512
const MOST_RSS_MIB = 700
const CALL_LIMIT_SECONDS = 4
const RUN_LIMIT_SECONDS = 40
/** Start and end of the process besides. */
const LONGEST_RUN_MS = 60_000

/** Control characters other than the end of a line, and marks that change the direction of writing. */
const HARMFUL = /[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/u

const OUTPUTS = ['report.yaml', 'facts.json', 'junit.xml'] as const

/** What every practice cloud leaves unfinished, because it has no encrypted connections. */
let usual: ReadonlySet<string>

before(async () => {
  const healthy = await checkCloud({})
  assert.deepEqual(healthy.exitCode, 0, healthy.stderr)
  usual = new Set(healthy.results.filter(({ verdict }) => verdict === 'ABORT').map(({ id }) => id))
  assert.ok(usual.size < 10)
})

describe('a hostile cloud cannot crash, hang or exhaust the suite, and gets no verdict by force', () => {
  for (const hostile of HOSTILE_CASES) {
    test(hostile.cloud, { timeout: LONGEST_RUN_MS }, async () => {
      const outcome = await checkCloud(hostile)
      const { exitCode, peakMib, results, stderr } = outcome
      const known = results.filter(({ id }) => !usual.has(id))
      const aborted = known.filter(({ verdict }) => verdict === 'ABORT')
      const failed = known.flatMap(({ id, verdict }) => (verdict === 'FAIL' ? [id] : []))
      assert.ok(exitCode !== null && exitCode <= 2, `exit code ${exitCode}: ${stderr.slice(0, 2_000)}`)
      assert.ok(peakMib > 30 && peakMib <= MOST_RSS_MIB, `${peakMib} MiB`)
      assert.deepEqual([...new Set(aborted.map((one) => one.abortClass))], hostile.aborts, aborted[0]?.detail)
      if (hostile.aborts.length > 0) assert.notEqual(exitCode, 0)
      if (hostile.says !== undefined) assert.match(aborted.map(({ detail }) => detail).join('\n'), hostile.says)
      const { fails } = hostile
      assert.deepEqual(
        failed.filter((id) => !fails?.test(id)),
        [],
      )
      if (fails !== undefined)
        assert.ok(
          failed.some((id) => fails.test(id)),
          'nothing failed',
        )
      assert.equal(outcome.foreignTokens, 0)
      assertHarmless(outcome)
    })
  }
})

interface Result {
  readonly id: string
  readonly verdict: 'PASS' | 'FAIL' | 'ABORT'
  readonly abortClass?: string
  readonly detail: string
}

interface Outcome {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
  /** What the run wrote, by the names of the files. */
  readonly files: ReadonlyMap<(typeof OUTPUTS)[number], string>
  readonly results: readonly Result[]
  readonly peakMib: number
  /** How many tokens another host got. */
  readonly foreignTokens: number
}

async function checkCloud({ defects = [], hostility }: Pick<HostileCase, 'defects' | 'hostility'>): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-hostile-'))
  const cloud = await startPracticeCloud({ clock: () => new Date(), defects })
  const front = hostility === undefined ? undefined : await startHostileFront(cloud.url, hostility)
  try {
    const cloudsYaml = cloud.cloudsYaml('hostile').replaceAll(cloud.url, front?.url ?? cloud.url)
    writeFileSync(join(folder, 'clouds.yaml'), cloudsYaml)
    const peak = join(folder, 'peak')
    const run = await runSiegel(
      [
        ...['check', 'iaas', '--subject', 'hostile', '--os-cloud', 'hostile', '--section', 'light', '--verbose'],
        ...['--time-limit', String(CALL_LIMIT_SECONDS), '--run-limit', String(RUN_LIMIT_SECONDS)],
        ...OUTPUTS.flatMap((name) => [`--${name.split('.')[0]}`, name]),
      ],
      { directory: folder, nodeOptions: [`--max-old-space-size=${HEAP_MIB}`, '--import', recordPeak(peak)] },
    )
    if (run.exitCode === 3 || run.exitCode === null) assert.fail(`exit code ${run.exitCode}: ${run.stderr}`)
    const files = new Map(OUTPUTS.map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
    const foreign = new URL(cloud.foreignUrl).host
    return {
      ...run,
      files,
      results: resultsIn(files.get('junit.xml') ?? ''),
      peakMib: Number(readFileSync(peak, 'utf8')) / 1024,
      foreignTokens: cloud.calls.filter(({ host, sentToken }) => host === foreign && sentToken).length,
    }
  } finally {
    await front?.stop()
    await cloud.stop()
    rmSync(folder, { recursive: true })
  }
}

/** A module that writes down, when the process ends, how much memory it took at most (KiB). */
function recordPeak(file: string): string {
  // The kernel's own count begins with the program, while maxRSS may still be that of the parent.
  const source = `import fs from 'node:fs'
    process.on('exit', () => {
      const own = fs.existsSync('/proc/self/status') ? fs.readFileSync('/proc/self/status', 'utf8') : ''
      const peak = /VmHWM:\\s*(\\d+)/.exec(own)?.[1] ?? process.resourceUsage().maxRSS
      fs.writeFileSync(${JSON.stringify(file)}, String(peak))
    })`
  return `data:text/javascript,${encodeURIComponent(source)}`
}

function resultsIn(junit: string): Result[] {
  const cases = [...junit.matchAll(/<testcase classname="[^"]*" name="([^"]*)">(.*?)<\/testcase>/gs)]
  assert.ok(cases.length > 50)
  return cases.flatMap(([, id = '', inner = '']): Result[] => {
    const error = /^<error type="([^"]*)" message="[^"]*">([^<]*)<\/error>$/.exec(inner)
    if (inner.startsWith('<skipped')) return []
    if (error !== null) return [{ id, verdict: 'ABORT', abortClass: error[1] ?? '', detail: unescaped(error[2] ?? '') }]
    return [{ id, verdict: inner.startsWith('<failure') ? 'FAIL' : 'PASS', detail: '' }]
  })
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
}

/** Nothing that moves a cursor, turns text round, or is markup where there should be text. */
function assertHarmless({ files, stderr, stdout }: Outcome): void {
  for (const [name, text] of [['stdout', stdout], ['stderr', stderr], ...files] as const) {
    const place = text.search(HARMFUL)
    assert.equal(place, -1, `${name}: ${JSON.stringify(text.slice(Math.max(0, place - 60), place + 20))}`)
  }
  const junit = files.get('junit.xml') ?? ''
  const texts = junit.replaceAll(/<\?xml[^<>]*\?>|<\/?[a-z]+(?: [a-z]+="[^<>"]*")*\/?>/g, '')
  assert.doesNotMatch(texts, /[<>]/)
  assert.doesNotMatch(junit, /&(?!(?:amp|lt|gt|quot|apos);)/)
  const report = parse(files.get('report.yaml') ?? '', { maxAliasCount: 0 }) as { subject: string }
  assert.equal(report.subject, 'hostile')
  const facts = JSON.parse(files.get('facts.json') ?? '') as { subject: string }
  assert.equal(facts.subject, 'hostile')
}

import assert from 'node:assert/strict'
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parse, stringify } from 'yaml'
import type { PracticeCloud } from '#clouds/practice/practice-cloud.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { type LostRun, parseRunDocuments, type RunDocument } from '#suite/run-document.ts'
import { runSiegel } from '../run-siegel.ts'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))
const SLOW_MS = 4_000
const WAIT_MS = 20_000

interface CloudEntry {
  auth: Record<string, string>
}

describe('several subjects in one command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-several-'))
  const cloudsYaml = join(folder, 'clouds.yaml')
  const environment = { OS_CLIENT_CONFIG_FILE: cloudsYaml }
  const clouds: PracticeCloud[] = []
  const silent = createServer(() => {})

  before(async () => {
    const clock = () => new Date()
    const healthy = await startPracticeCloud({ clock })
    const slow = await startPracticeCloud({ clock, latencyMs: SLOW_MS })
    const flawed = await startPracticeCloud({ clock, defects: ['flavor-missing:SCS-1V-4'] })
    clouds.push(healthy, slow, flawed)
    silent.listen(0, '127.0.0.1')
    await once(silent, 'listening')
    const address = silent.address()
    assert.ok(address !== null && typeof address === 'object')
    const wrong = entryOf(healthy, 'wrong')
    const hanging = entryOf(healthy, 'hanging')
    const entries = {
      good: entryOf(healthy, 'good'),
      slow: entryOf(slow, 'slow'),
      flawed: entryOf(flawed, 'flawed'),
      wrong: { ...wrong, auth: { ...wrong.auth, password: 'not-the-password' } },
      hanging: { ...hanging, auth: { ...hanging.auth, auth_url: `http://127.0.0.1:${address.port}/v3` } },
    }
    writeFileSync(cloudsYaml, stringify({ clouds: entries }))
    const preset = (name: string) => ({ os_cloud: name, testcases: ['scs-0103-*', 'scs-0102-*'] })
    const subjects = {
      'my-good': preset('good'),
      'my-slow': preset('slow'),
      'my-flawed': preset('flawed'),
      'my-wrong': preset('wrong'),
      'my-hanging': { ...preset('hanging'), run_limit: 2 },
      'my-absent': preset('absent'),
    }
    writeFileSync(join(folder, 'siegel.yaml'), stringify({ subjects, parallel: 6, report_directory: 'reports' }))
  })

  after(async () => {
    silent.close()
    await Promise.all(clouds.map((cloud) => cloud.stop()))
    rmSync(folder, { recursive: true })
  })

  test('one hangs, one is killed, one has a wrong password: the others’ reports are complete', async () => {
    const junit = join(folder, 'junit.xml')
    const commandLine = ['check', 'iaas', '--subjects', 'all', '--json', '--junit', junit]
    const { child, outcome } = start(commandLine, folder, environment)
    process.kill(await pidOfSubject(child, 'my-slow'), 'SIGKILL')
    const { exitCode, stdout, stderr } = await outcome
    assert.equal(exitCode, 3)
    const runs = new Map(parseRunDocuments(stdout, 'stdout').map((run) => [run.subject, run]))
    assert.deepEqual([...runs.keys()], ['my-good', 'my-slow', 'my-flawed', 'my-wrong', 'my-hanging', 'my-absent'])

    assert.deepEqual(verdicts(runs.get('my-good')), ['PASS'])
    assert.deepEqual(failed(runs.get('my-flawed')), ['scs-0103-flavor-1v-4'])
    assert.match(lost(runs.get('my-slow')), /SIGKILL/)
    assert.match(lost(runs.get('my-absent')), /There is no cloud absent/)
    assert.deepEqual(reasons(runs.get('my-wrong')), ['credential'])
    assert.deepEqual(reasons(runs.get('my-hanging')), ['time-out'])

    const reports = readdirSync(join(folder, 'reports')).filter((name) => name.endsWith('.yaml'))
    assert.deepEqual(reports.toSorted(), ['my-flawed.yaml', 'my-good.yaml', 'my-hanging.yaml', 'my-wrong.yaml'])
    assert.match(readFileSync(join(folder, 'reports', 'my-good.yaml'), 'utf8'), /subject: my-good/)
    assert.ok(existsSync(join(folder, 'reports', 'my-good.facts.json')))
    assert.match(stderr, /^\[my-good\] .*flavors/m)
    const xml = readFileSync(junit, 'utf8')
    assert.equal(xml.match(/<testsuite /g)?.length, 6)
    assert.match(xml, /<testsuite name="my-slow"[^>]*errors="1"/)
  })

  test('each has its own page, summary and JUnit file where the names say so', async () => {
    const pattern = (end: string) => join(folder, `out-{subject}.${end}`)
    const outputs = ['--html', pattern('html'), '--markdown', pattern('md'), '--junit', pattern('xml')]
    const several = ['check', 'iaas', '--subjects', 'my-good,my-flawed', '--quiet']
    const { exitCode, stderr } = await runSiegel([...several, ...outputs], { environment, directory: folder })
    assert.equal(exitCode, 1, stderr)
    for (const [subject, other] of [
      ['my-good', 'my-flawed'],
      ['my-flawed', 'my-good'],
    ] as const) {
      for (const end of ['html', 'md', 'xml']) {
        const text = readFileSync(join(folder, `out-${subject}.${end}`), 'utf8')
        assert.ok(text.includes(subject) && !text.includes(other), `${subject}.${end}`)
      }
    }
    const single = await runSiegel([...several, '--html', join(folder, 'all.html')], { environment, directory: folder })
    assert.equal(single.exitCode, 3)
    assert.match(single.stderr, /--html makes one file for each of several subjects[\s\S]*\{subject\}\.html/)
    const missing = join(folder, 'no-such-folder', '{subject}.html')
    const unwritable = await runSiegel([...several, '--html', missing], { environment, directory: folder })
    assert.equal(unwritable.exitCode, 3)
  })

  test('shows a table, and the worst exit code counts', async () => {
    const all = await runSiegel(['check', 'iaas', '--subjects', 'my-good,my-flawed'], {
      environment,
      directory: folder,
    })
    assert.equal(all.exitCode, 1)
    assert.match(all.stdout, /subject .*v\d/)
    assert.match(all.stdout, /^ {2}my-good +/m)
    assert.match(all.stdout, /my-flawed\n {4}fails: scs-/)
    const good = await runSiegel(['check', 'iaas', '--subjects', 'my-good'], { environment, directory: folder })
    assert.equal(good.exitCode, 0)
    const unclear = await runSiegel(['check', 'iaas', '--subjects', 'my-good,my-wrong'], {
      environment,
      directory: folder,
    })
    assert.equal(unclear.exitCode, 2)
  })

  test('an interruption ends all of them, and what was begun is told', async () => {
    const { child, outcome } = start(['check', 'iaas', '--subjects', 'my-slow', '--json'], folder, environment)
    const pid = await pidOfSubject(child, 'my-slow')
    // The process has to be up before it can be told to stop.
    await sleep(1_500)
    child.kill('SIGINT')
    const { exitCode, stdout } = await outcome
    assert.equal(exitCode, 2)
    const [run] = parseRunDocuments(stdout, 'stdout')
    assert.deepEqual(reasons(run), ['suite-error'])
    assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' })
  })

  test('no access data is in the arguments that everybody can see', async () => {
    const { child, outcome } = start(['check', 'iaas', '--subjects', 'my-slow', '--json'], folder, {
      ...environment,
      SIEGEL_MONITOR_PASSWORD: 'monitor-secret',
    })
    const pid = await pidOfSubject(child, 'my-slow')
    const seen =
      processes()
        .find((one) => one.pid === pid)
        ?.commandLine.join(' ') ?? ''
    assert.match(seen, /--subject my-slow/)
    child.kill('SIGINT')
    await outcome
    for (const { auth } of Object.values(
      parse(readFileSync(cloudsYaml, 'utf8')).clouds as Record<string, CloudEntry>,
    )) {
      assert.ok(auth.password !== undefined && !seen.includes(auth.password))
    }
    assert.ok(!seen.includes('monitor-secret'))
  })

  test('one subject alone takes its preset, too', async () => {
    const alone = await runSiegel(['check', 'iaas', '--subject', 'my-flawed', '--json'], {
      environment,
      directory: folder,
    })
    assert.equal(alone.exitCode, 1)
    const [run] = parseRunDocuments(alone.stdout, 'stdout')
    assert.ok(run !== undefined && 'testcases' in run)
    assert.ok(run.testcases.every(({ id }) => /^scs-010[23]-/.test(id)))
  })

  test('a later run fails only on what fails newly', async () => {
    const resultOf = async (subject: string) => {
      const { stdout } = await runSiegel(['check', 'iaas', '--subject', subject, '--json'], {
        environment,
        directory: folder,
      })
      const file = join(folder, `${subject}.json`)
      writeFileSync(file, stdout.replaceAll(subject, 'same'))
      return file
    }
    const good = await resultOf('my-good')
    const flawed = await resultOf('my-flawed')
    const compare = async (...files: string[]) => (await runSiegel(['compare', ...files])).exitCode
    assert.deepEqual(
      [await compare(good, flawed), await compare(flawed, flawed), await compare(flawed, good)],
      [1, 0, 0],
    )
    assert.equal(await compare(good, cloudsYaml), 3)
  })
})

function entryOf(cloud: PracticeCloud, name: string): CloudEntry {
  const { clouds } = parse(cloud.cloudsYaml(name)) as { clouds: Record<string, CloudEntry> }
  const entry = clouds[name]
  assert.ok(entry !== undefined)
  return entry
}

type Run = RunDocument | LostRun | undefined

function resultsOf(run: Run) {
  assert.ok(run !== undefined && 'testcases' in run, JSON.stringify(run))
  return run.testcases
}

function verdicts(run: Run): string[] {
  return [...new Set(resultsOf(run).map(({ verdict }) => verdict))]
}

function failed(run: Run): string[] {
  return resultsOf(run).flatMap(({ id, verdict }) => (verdict === 'FAIL' ? [id] : []))
}

function reasons(run: Run): string[] {
  return [...new Set(resultsOf(run).map((one) => (one.verdict === 'ABORT' ? one.reason.class : one.verdict)))]
}

function lost(run: Run): string {
  assert.ok(run !== undefined && 'lost' in run, JSON.stringify(run))
  return run.lost.detail
}

interface Started {
  readonly child: ChildProcess
  readonly outcome: Promise<{ exitCode: number | null; stdout: string; stderr: string }>
}

function start(commandArguments: string[], directory: string, environment: Record<string, string>): Started {
  const child = spawn(process.execPath, [MAIN, ...commandArguments], {
    cwd: directory,
    env: { PATH: process.env.PATH ?? '', HOME: directory, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const outcome = once(child, 'close').then(([exitCode]) => ({ exitCode: exitCode as number | null, stdout, stderr }))
  return { child, outcome }
}

/** Waits until the run against a subject has its process. */
async function pidOfSubject({ pid }: ChildProcess, subject: string): Promise<number> {
  const deadline = performance.now() + WAIT_MS
  while (performance.now() < deadline) {
    const found = processes().find((one) => one.parent === pid && one.commandLine.includes(subject))
    if (found !== undefined) return found.pid
    await sleep(50)
  }
  throw new Error(`there is no run against ${subject}`)
}

function processes(): { pid: number; parent: number; commandLine: string[] }[] {
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map((line) => {
    const [pid, parent, ...commandLine] = line.trim().split(/\s+/)
    return { pid: Number(pid), parent: Number(parent), commandLine }
  })
}

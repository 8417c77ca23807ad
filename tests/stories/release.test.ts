import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import type { PracticeCloud } from '#clouds/practice/practice-cloud.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { packageVersion } from '#suite/package-version.ts'
import { suiteDigest } from '#suite/suite-digest.ts'
import { runSiegel } from '../run-siegel.ts'

const BUILD = fileURLToPath(new URL('../../tools/build-release.ts', import.meta.url))
const DEFECTS = ['flavor-missing:SCS-1V-4', 'server-error:volume-types']
const BCRYPT_HASH = '$2b$04$8nuK4LyPJ0XR6giS/uwIpu3M1FzT6amSbBRUhCraJyfqUpcJ6fi8m'
const BCRYPT_PASSWORD = 'sesam öffne dich'

const folder = mkdtempSync(join(tmpdir(), 'siegel-release-story-'))
const built = join(folder, 'built')
const tarball = join(built, `siegel-${packageVersion()}.tgz`)
const single = join(folder, 'alone', `siegel-${packageVersion()}.mjs`)
const installed = join(folder, 'installed', 'node_modules', 'siegel', 'bin', 'siegel.mjs')
let cloud: PracticeCloud

/** Neither program may find a package, or anything else, beside it. */
before(async () => {
  build(built)
  mkdirSync(join(folder, 'alone'))
  writeFileSync(single, readFileSync(join(built, `siegel-${packageVersion()}.mjs`)))
  const target = join(folder, 'installed')
  mkdirSync(target)
  writeFileSync(join(target, 'package.json'), '{"private": true}')
  const cache = join(folder, 'empty-npm-cache')
  const install = spawnSync('npm', ['install', '--offline', '--cache', cache, '--no-audit', '--no-fund', tarball], {
    cwd: target,
    encoding: 'utf8',
  })
  assert.equal(install.status, 0, install.stderr)
  cloud = await startPracticeCloud({ clock: () => new Date(), defects: DEFECTS, pace: 200 })
  writeFileSync(join(folder, 'clouds.yaml'), cloud.cloudsYaml('release'))
})

after(async () => {
  await cloud?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function build(directory: string): void {
  const { status, stderr } = spawnSync(process.execPath, [BUILD, '--out', directory], { encoding: 'utf8' })
  assert.equal(status, 0, stderr)
}

test('SHA256SUMS has the right sum of every file of the release', () => {
  const lines = readFileSync(join(built, 'SHA256SUMS'), 'utf8').trimEnd().split('\n')
  assert.equal(lines.length, 4)
  for (const line of lines) {
    const [sum, name] = line.split('  ')
    const bytes = readFileSync(join(built, name ?? ''))
    assert.equal(createHash('sha256').update(bytes).digest('hex'), sum, name)
  }
})

test('the same sources give the same bytes', () => {
  const again = join(folder, 'again')
  build(again)
  assert.equal(readFileSync(join(again, 'SHA256SUMS'), 'utf8'), readFileSync(join(built, 'SHA256SUMS'), 'utf8'))
})

for (const [name, program] of [
  ['the installed npm tarball', installed],
  ['the single file', single],
] as const) {
  describe(name, () => {
    for (const commandArguments of [
      ['list', 'iaas'],
      ['explain', 'scs-0102-prop-architecture'],
      ['--version'],
      ['--help'],
    ]) {
      test(`answers \`siegel ${commandArguments.join(' ')}\` as the source tree does`, async () => {
        const [released, source] = await Promise.all([
          runSiegel(commandArguments, { program, directory: folder }),
          runSiegel(commandArguments, { directory: folder }),
        ])
        assert.equal(released.stderr, '')
        assert.ok(source.stdout.length > 4)
        assert.deepEqual(released, source)
      })
    }

    test('gives the same verdicts of the same cloud, under the same suite digest', async () => {
      const [released, source] = await Promise.all([check(program), check(undefined)])
      assert.equal(released.exitCode, 1, released.stderr)
      assert.deepEqual(released.verdicts, source.verdicts)
      assert.deepEqual(new Set(Object.values(released.verdicts)), new Set(['PASS', 'FAIL', 'ABORT']))
      assert.deepEqual(released.suite, { version: packageVersion(), digest: suiteDigest() })
      assert.deepEqual(source.suite, released.suite)
    })

    test('runs several subjects, each in a process of its own', async () => {
      const presets = 'subjects:\n  one: {os_cloud: release}\n  two: {os_cloud: release}\n'
      const directory = mkdtempSync(join(folder, 'several-'))
      writeFileSync(join(directory, 'siegel.yaml'), presets)
      const asked = ['check', 'iaas', '--subjects', 'all', '--section', 'light', '--json']
      const { exitCode, stdout, stderr } = await runSiegel(asked, { program, directory, environment: environment() })
      assert.equal(exitCode, 1, stderr)
      const runs = JSON.parse(stdout) as { subject: string; lost?: unknown }[]
      assert.deepEqual(
        runs.map(({ subject, lost }) => ({ subject, lost })),
        ['one', 'two'].map((subject) => ({ subject, lost: undefined })),
      )
    })
  })
}

test('the installed npm tarball serves the monitor with its pages, its own database and its password thread', async () => {
  const accounts = { accounts: [{ subject: 'release', api_keys: [BCRYPT_HASH] }] }
  writeFileSync(join(folder, 'accounts.yaml'), JSON.stringify(accounts))
  const asked = ['serve', '--data', join(folder, 'data'), '--listen', '127.0.0.1:0']
  const server = spawn(process.execPath, [installed, ...asked, '--bootstrap', join(folder, 'accounts.yaml')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  try {
    const url = await listeningUrl(server.stdout)
    const page = await fetch(`${url}/page/table`)
    assert.equal(page.status, 200)
    const stylesheet = /href="([^"]+\.css)"/.exec(await page.text())?.[1]
    assert.equal((await fetch(new URL(stylesheet ?? '', url))).status, 200)
    const badge = await fetch(`${url}/badge/release/scs-compatible-iaas.png`)
    assert.equal(`${badge.status} ${badge.headers.get('content-type')}`, '200 image/png')
    for (const [password, status] of [
      ['something else', 401],
      [BCRYPT_PASSWORD, 415],
    ] as const) {
      const authorization = `Basic ${Buffer.from(`release:${password}`).toString('base64')}`
      const answer = await fetch(`${url}/reports`, { method: 'POST', headers: { authorization }, body: 'x' })
      assert.equal(answer.status, status)
    }
  } finally {
    server.kill('SIGTERM')
  }
})

test('the single file says that it has no database of its own', async () => {
  const asked = ['serve', '--data', join(folder, 'no-data'), '--listen', '127.0.0.1:0']
  const { exitCode, stderr } = await runSiegel(asked, { program: single, directory: folder })
  assert.equal(exitCode, 3)
  assert.match(stderr, /SERVER_EMBEDDED_DATABASE_MISSING/)
})

function environment(): Record<string, string> {
  return { OS_CLIENT_CONFIG_FILE: join(folder, 'clouds.yaml') }
}

async function check(program: string | undefined) {
  const directory = mkdtempSync(join(folder, 'run-'))
  const asked = ['check', 'iaas', '--subject', 'release', '--os-cloud', 'release', '--json']
  const { exitCode, stdout, stderr } = await runSiegel([...asked, '--report', 'report.yaml'], {
    directory,
    environment: environment(),
    ...(program !== undefined && { program }),
  })
  const run = JSON.parse(stdout) as { testcases: { id: string; verdict: string }[] }
  const report = parse(readFileSync(join(directory, 'report.yaml'), 'utf8')) as { siegel: { suite: unknown } }
  const verdicts = Object.fromEntries(run.testcases.map(({ id, verdict }) => [id, verdict]))
  return { exitCode, stderr, verdicts, suite: report.siegel.suite }
}

async function listeningUrl(output: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const chunk of output) {
    text += String(chunk)
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0]
    if (url !== undefined) return url
  }
  throw new Error(`the monitor ended: ${text}`)
}

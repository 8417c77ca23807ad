import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import type { PracticeCloudOptions } from '#clouds/practice/practice-cloud.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { runSiegel } from '../run-siegel.ts'

interface DoctorDocument {
  readonly diagnoses: readonly { level: string; about: string; says: string; remedy?: string }[]
  readonly accessRules: readonly { service: string; method: string; path: string }[] | null
}

describe('siegel doctor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-doctor-'))
  after(() => rmSync(folder, { recursive: true }))

  async function examine(
    options: Omit<PracticeCloudOptions, 'clock'>,
    { entry = 'practice-appcred', change = (text: string) => text, more = [] as string[] } = {},
  ): Promise<{ exitCode: number | null; document: DoctorDocument; of(about: string): string[]; calls: string[] }> {
    const cloud = await startPracticeCloud({ ...options, clock: () => new Date() })
    try {
      writeFileSync(join(folder, 'clouds.yaml'), change(cloud.cloudsYaml('practice')), { mode: 0o600 })
      const commandLine = ['doctor', 'iaas', '--os-cloud', entry, '--json', ...more]
      const { exitCode, stdout, stderr } = await runSiegel(commandLine, { directory: folder })
      assert.equal(stderr, '')
      const document = JSON.parse(stdout) as DoctorDocument
      for (const { level, about, remedy } of document.diagnoses) {
        if (level === 'mend' || level === 'stop') assert.ok(remedy !== undefined, about)
      }
      return {
        exitCode,
        document,
        of: (about) => document.diagnoses.flatMap((one) => (one.about === about ? [one.level] : [])),
        calls: [...new Set(cloud.calls.map(({ method }) => method))],
      }
    } finally {
      await cloud.stop()
    }
  }

  test('finds nothing but plain HTTP wrong with a healthy cloud, and changes nothing there', async () => {
    const { exitCode, document, of, calls } = await examine({})
    assert.equal(exitCode, 1)
    const wrong = document.diagnoses.filter(({ level }) => level === 'mend' || level === 'stop')
    assert.deepEqual(
      wrong.filter(({ about }) => !about.startsWith('TLS of http://')),
      [],
    )
    assert.deepEqual(
      [of('sign-in'), of('clock'), of('quota of volume'), of('quota of network')],
      [['ok'], ['ok'], ['ok'], ['ok']],
    )
    assert.ok(document.diagnoses.some(({ about }) => about === 'endpoint of compute'))
    assert.deepEqual(calls.toSorted(), ['GET', 'POST'])
  })

  for (const { sentence, options, entry, change, exitCode, about, level } of [
    { sentence: 'an administrator', options: {}, entry: 'practice-admin', exitCode: 3, about: 'roles', level: 'stop' },
    { sentence: 'a password', options: {}, entry: 'practice', exitCode: 1, about: 'credential', level: 'note' },
    {
      sentence: 'a wrong secret',
      options: {},
      change: (text: string) => text.replace(/(application_credential_secret: ).*/, '$1wrong'),
      exitCode: 3,
      about: 'sign-in',
      level: 'stop',
    },
    {
      sentence: 'a user who is no member',
      options: { defects: ['no-member-role'] },
      entry: 'practice',
      exitCode: 3,
      about: 'roles',
      level: 'stop',
    },
    {
      sentence: 'a region that does not exist',
      options: {},
      change: (text: string) => text.replace(/region_name: .*/g, 'region_name: Nowhere'),
      exitCode: 3,
      about: 'region',
      level: 'stop',
    },
    {
      sentence: 'a cloud whose clocks are wrong',
      options: { defects: ['clock-skew'] },
      exitCode: 1,
      about: 'clock',
      level: 'mend',
    },
  ]) {
    test(`tells ${sentence}`, async () => {
      const examined = await examine(options, { ...(entry && { entry }), ...(change && { change }) })
      assert.equal(examined.exitCode, exitCode)
      assert.deepEqual(examined.of(about), [level], JSON.stringify(examined.document.diagnoses))
    })
  }

  test('writes access rules for an application credential', async () => {
    const file = join(folder, 'rules.json')
    const { document } = await examine({}, { more: ['--access-rules', file] })
    const written: unknown = JSON.parse(readFileSync(file, 'utf8'))
    assert.deepEqual(written, document.accessRules)
    assert.ok(document.accessRules?.some(({ path }) => path.endsWith('/v2.1/flavors/detail')))
  })

  test('asks the monitor of siegel.yaml whether it is there', async () => {
    const monitor = createServer((_request, response) => response.end('hello'))
    await new Promise<void>((resolve) => monitor.listen(0, '127.0.0.1', resolve))
    const address = monitor.address()
    assert.ok(address !== null && typeof address === 'object')
    const presets = join(folder, 'presets.yaml')
    writeFileSync(presets, `subjects: {a: {os_cloud: a}}\nkey: key\nsubmit: http://127.0.0.1:${address.port}\n`)
    assert.deepEqual((await examine({}, { more: ['--config', presets] })).of('monitor'), ['ok'])
    monitor.close()
    monitor.closeAllConnections()
    assert.deepEqual((await examine({}, { more: ['--config', presets] })).of('monitor'), ['mend'])
  })

  test('without any cloud is an error of configuration', async () => {
    rmSync(join(folder, 'clouds.yaml'), { force: true })
    const { exitCode, stderr } = await runSiegel(['doctor'], { directory: folder, environment: { HOME: folder } })
    assert.equal(exitCode, 3)
    assert.match(stderr, /CLOUDS_CONFIG_NOT_FOUND/)
  })
})

import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { PracticeCloud } from '#clouds/practice/practice-cloud.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { factsOfBundle, withholdFacts } from '#report/evidence/evidence-bundle.ts'
import { packEvidence, unpackEvidence } from '#report/evidence/evidence-file.ts'
import { parsePrivateKey } from '#report/ssh-signature/private-key.ts'
import { loadJudges } from '#suite/judges/load-judges.ts'
import { ownJudges } from '#suite/judges/own-judges.ts'
import { buildJudges } from '../../tools/release/build-judges.ts'
import { runSiegel } from '../run-siegel.ts'

type Judged = { testcases: { id: string; verdict: string; reason?: { detail: string } }[] }

const DEFECTS = ['flavor-missing:SCS-1V-4', 'server-error:volume-types']

const folder = mkdtempSync(join(tmpdir(), 'siegel-evidence-story-'))
const file = (name: string) => join(folder, name)
let cloud: PracticeCloud

before(async () => {
  cloud = await startPracticeCloud({ clock: () => new Date(), defects: DEFECTS, flavorCount: 60, imageCount: 40 })
  writeFileSync(file('clouds.yaml'), cloud.cloudsYaml('practice'))
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  writeFileSync(file('key'), pem, { mode: 0o600 })
  const publicKey = parsePrivateKey(pem).publicKey.toString('base64')
  writeFileSync(file('signers'), `gx-scs namespaces="report" ssh-ed25519 ${publicKey}\n`)
  const asked = ['check', 'iaas', '--subject', 'gx-scs', '--os-cloud', 'practice', '--section', 'light', '--quiet']
  const outputs = ['--report', 'report.yaml', '--key', 'key', '--evidence=run.evidence.gz']
  const { exitCode, stderr } = await siegel([...asked, ...outputs], { OS_CLIENT_CONFIG_FILE: file('clouds.yaml') })
  assert.equal(exitCode, 1, stderr)
})

after(async () => {
  await cloud?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function siegel(asked: readonly string[], environment: Record<string, string> = {}, directory = folder) {
  return runSiegel(asked, { directory, environment })
}

const verify = (bundle: string) => siegel(['verify', bundle, '--report', 'report.yaml', '--allowed-signers', 'signers'])

test('the bundle of 60 flavors and 40 images is small, private, and shown by zcat', async () => {
  const { size, mode } = statSync(file('run.evidence.gz'))
  assert.ok(size < 60_000, `${size} bytes`)
  assert.equal(mode & 0o777, 0o600)
  const { gunzipSync } = await import('node:zlib')
  const { leaves } = JSON.parse(gunzipSync(readFileSync(file('run.evidence.gz'))).toString('utf8')) as { leaves: [] }
  assert.ok(leaves.length >= 5)
})

test('signature, root and verdicts are verified together', async () => {
  const { exitCode, stdout, stderr } = await verify('run.evidence.gz')
  assert.equal(exitCode, 0, stderr)
  assert.match(stdout, /signed by gx-scs/)
  assert.match(stdout, /root [0-9a-f]{64} is that of the signed report/)
  assert.match(stdout, /: \d\d+ verdicts are proved/)
  assert.doesNotMatch(stdout, /not proved/)
})

test('evidence of another run is refused', async () => {
  const bundle = unpackEvidence(readFileSync(file('run.evidence.gz')))
  const other = { ...bundle, run: { ...bundle.run, checkedAt: '2026-01-01T00:00:00.000Z' } }
  writeFileSync(file('other.gz'), packEvidence(other))
  const { exitCode, stderr } = await verify('other.gz')
  assert.equal(exitCode, 3)
  assert.match(stderr, /EVIDENCE_CONTRADICTS_REPORT/)
  const leaves = bundle.leaves.slice(1)
  const { rootOfLeaves } = await import('#report/evidence/evidence-bundle.ts')
  writeFileSync(file('less.gz'), packEvidence({ ...bundle, leaves, root: rootOfLeaves(leaves) }))
  assert.match((await verify('less.gz')).stderr, /EVIDENCE_ROOT_WRONG/)
})

test('what is withheld leaves other verdicts provable, and is named', async () => {
  const asked = ['evidence', 'withhold', 'run.evidence.gz', '--fact', 'flavors', '--out', 'less.gz']
  assert.equal((await siegel(asked)).exitCode, 0)
  const { exitCode, stdout, stderr } = await verify('less.gz')
  assert.equal(exitCode, 0, stderr)
  assert.match(stdout, /not proved, because flavors is withheld: scs-0100-syntax-check/)
  assert.match(stdout, /: \d\d+ verdicts are proved/)
  const judged = await siegel(['judge', 'less.gz', '--json'])
  const { testcases } = JSON.parse(judged.stdout) as { testcases: { id: string; verdict: string; reason?: unknown }[] }
  assert.deepEqual(testcases.find(({ id }) => id === 'scs-0100-syntax-check')?.reason, {
    class: 'inconclusive',
    detail: 'Withheld from the evidence: flavors.',
  })
  assert.equal(testcases.find(({ id }) => id === 'scs-0102-prop-min_disk')?.verdict, 'PASS')
})

test('judged again in another folder, language and time zone every byte is the same', async () => {
  const elsewhere = join(folder, 'anderswo', 'ö')
  mkdirSync(elsewhere, { recursive: true })
  copyFileSync(file('run.evidence.gz'), join(elsewhere, 'b.gz'))
  const here = await siegel(['judge', 'run.evidence.gz', '--json'], { TZ: 'UTC', LANG: 'C' })
  assert.equal(here.exitCode, 1, here.stderr)
  for (const [LANG, TZ] of [
    ['tr_TR.UTF-8', 'Pacific/Kiritimati'],
    ['de_DE.UTF-8', 'America/St_Johns'],
  ] as const) {
    const there = await siegel(['judge', 'b.gz', '--json'], { LANG, LC_ALL: LANG, TZ }, elsewhere)
    assert.deepEqual(there, here)
  }
})

test('as of another day it is judged for that day', async () => {
  const { stdout } = await siegel(['judge', 'run.evidence.gz', '--json', '--at', '2024-12-20'])
  const then = JSON.parse(stdout) as { checkedAt: string; versions: { version: string; validity: string }[] }
  assert.equal(then.checkedAt, '2024-12-20T00:00:00.000Z')
  assert.equal(then.versions.find(({ version }) => version === 'v4')?.validity, 'effective')
})

describe('a version of the suite', () => {
  const judges = file('judges')
  const altered = { version: '0.0.9', digest: '9'.repeat(64) }
  const failing = `if (testcase.id === 'scs-0102-prop-min_disk') return { verdict: 'FAIL', examined: 1, warnings: [],
    findings: [{ code: 'property-missing', about: { kind: 'image', name: 'all' } }] } as never
  return testcase.judge(`
  const hostile = `const found = [typeof fetch, typeof globalThis.require, typeof process, typeof globalThis.parseAddress]
    for (const source of ['this.constructor.constructor("return process")()', '(0, eval)("1")'])
      try { found.push(typeof Function('return ' + source)()) } catch { found.push('refused') }
    throw new Error(found.join())
  return testcase.judge(`
  const judgeFactsWith = (text: string) => (path: string, source: string) =>
    path.endsWith('/judge-facts.ts') ? source.replace('return testcase.judge(', text) : undefined

  before(async () => {
    await buildJudges({ directory: judges, ...altered, change: judgeFactsWith(failing) })
    await buildJudges({ directory: judges, version: '0.0.8', digest: '8'.repeat(64), change: judgeFactsWith(hostile) })
    await buildJudges({ directory: join(folder, 'own-judges') })
  })

  test('of which the judges are at hand judges as it did', async () => {
    const asked = ['judge', 'run.evidence.gz', '--suite', '0.0.9', '--judges', 'judges', '--json']
    const { stdout, stderr } = await siegel(asked)
    assert.equal(stderr, '')
    const now = JSON.parse((await siegel(['judge', 'run.evidence.gz', '--json'])).stdout) as Judged
    const then = JSON.parse(stdout) as Judged
    const different = then.testcases.filter(
      ({ id, verdict }) => now.testcases.find((one) => one.id === id)?.verdict !== verdict,
    )
    assert.deepEqual(
      different.map(({ id, verdict }) => [id, verdict]),
      [['scs-0102-prop-min_disk', 'FAIL']],
    )
  })

  test('reaches neither network, modules, environment nor this program', async () => {
    const asked = ['judge', 'run.evidence.gz', '--suite', '0.0.8', '--judges', 'judges', '--json']
    const { testcases } = JSON.parse((await siegel(asked, { SECRET: 'x' })).stdout) as Judged
    const [reason] = testcases.flatMap(({ reason: one }) => (one?.detail.includes('failed') ? [one.detail] : []))
    assert.match(reason ?? '', /undefined,undefined,undefined,undefined,refused,refused$/)
  })

  test('whose file was changed is refused', async () => {
    const [name = ''] = readdirSync(judges).filter((one) => one.startsWith('0.0.9'))
    const other = file('changed-judges')
    mkdirSync(other)
    writeFileSync(join(other, name), `${readFileSync(join(judges, name), 'utf8')}\n`)
    const { exitCode, stderr } = await siegel(['judge', 'run.evidence.gz', '--suite', '0.0.9', '--judges', other])
    assert.equal(exitCode, 3)
    assert.match(stderr, /REPLAY_JUDGES_BROKEN/)
  })

  test('of which the report names another build than this is judged by that, when it is verified', async () => {
    const bundle = unpackEvidence(readFileSync(file('run.evidence.gz')))
    const at = new Date(bundle.run.checkedAt)
    const [name = ''] = readdirSync(file('own-judges'))
    const kept = loadJudges(readFileSync(join(folder, 'own-judges', name), 'utf8'), name)
    const own = ownJudges()
    assert.equal(kept.digest, own.digest)
    const ids = [...own.testcases.keys()]
    assert.deepEqual(kept.judge(ids, factsOfBundle(bundle), at), own.judge(ids, factsOfBundle(bundle), at))
  })

  test('that is not here is refused, naming it', async () => {
    const { exitCode, stderr } = await siegel(['judge', 'run.evidence.gz', '--suite', '0.0.7'])
    assert.equal(exitCode, 3)
    assert.match(stderr, /REPLAY_JUDGES_MISSING/)
    assert.match(stderr, /Install Siegel 0\.0\.7/)
  })
})

test('whether the subject is ready for the next version is a ticked list', async () => {
  const { exitCode, stdout } = await siegel(['ready', 'run.evidence.gz', '--scope-version', 'next'])
  assert.equal(exitCode, 1)
  assert.match(stdout, /gx-scs: ready for scs-compatible-iaas next\? not yet/)
  assert.match(stdout, /- \[x\] scs-0100-syntax-check/)
  assert.match(stdout, /- \[ \] scs-0103-flavor-1v-4[\s\S]*? {2}- to do: /i)
  assert.match(stdout, /- \[\?\] scs-0114/)
})

test('a draft that requires more lets the subject fall, and says why', async () => {
  const scopes = new URL('../../src/scopes/scs-compatible-iaas.yaml', import.meta.url)
  const text = readFileSync(scopes, 'utf8')
  const draft = text.replace('  - version: next\n', '  - version: v9\n    include: [scs-0103-v1]\n  - version: next\n')
  writeFileSync(file('draft.yaml'), draft)
  mkdirSync(file('all'))
  copyFileSync(file('run.evidence.gz'), join(folder, 'all', 'one.gz'))
  const bundle = unpackEvidence(readFileSync(file('run.evidence.gz')))
  writeFileSync(join(folder, 'all', 'two.gz'), packEvidence(withholdFacts(bundle, ['providedImages'])))
  const { exitCode, stdout, stderr } = await siegel(['preview', 'draft.yaml', '--against', 'all', '--markdown'])
  assert.equal(stderr, '')
  assert.match(stdout, /^## Preview of scs/)
  assert.match(stdout, /- v9 \(not in force by the timeline\): \d fall/)
  assert.ok(exitCode === 0 || exitCode === 1)
})

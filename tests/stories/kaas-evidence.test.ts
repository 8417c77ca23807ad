import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type PracticeCluster, startPracticeCluster } from '#clouds/practice/kubernetes/start-practice-cluster.ts'
import { parsePrivateKey } from '#report/ssh-signature/private-key.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import { runSiegel } from '../run-siegel.ts'

interface Judged {
  readonly scope: { readonly slug: string }
  readonly testcases: readonly { readonly id: string; readonly verdict: Verdict; readonly findings?: unknown }[]
}

const DEFECTS = ['default-class-missing']

const folder = mkdtempSync(join(tmpdir(), 'siegel-kaas-evidence-'))
const file = (name: string) => join(folder, name)
let cluster: PracticeCluster
let checked: Judged

before(async () => {
  cluster = await startPracticeCluster({ clock: () => new Date(), defects: DEFECTS })
  writeFileSync(file('kubeconfig'), cluster.kubeconfig(), { mode: 0o600 })
  const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  writeFileSync(file('key'), pem, { mode: 0o600 })
  const publicKey = parsePrivateKey(pem).publicKey.toString('base64')
  writeFileSync(file('signers'), `gx-kaas namespaces="report" ssh-ed25519 ${publicKey}\n`)
  const asked = ['check', 'kaas', '--subject', 'gx-kaas', '--testcase', '*', '--section', 'light', '--json']
  const places = ['--kubeconfig', 'kubeconfig', '--kubernetes-data', cluster.dataUrl]
  const outputs = ['--report', 'report.yaml', '--key', 'key', '--evidence=run.gz', '--facts', 'facts.json']
  const { exitCode, stderr, stdout } = await siegel([...asked, ...places, ...outputs])
  assert.equal(exitCode, 1, stderr)
  assert.match(stderr, /Budget: at most \d+ API calls \(\d+ in any case/)
  checked = JSON.parse(stdout) as Judged
})

after(async () => {
  await cluster?.stop()
  rmSync(folder, { recursive: true, force: true })
})

function siegel(asked: readonly string[]) {
  return runSiegel(asked, { directory: folder, environment: { XDG_CACHE_HOME: file('cache') } })
}

const verdictsOf = ({ testcases }: Judged) => testcases.map(({ id, verdict }) => `${id}: ${verdict}`)

for (const saved of ['run.gz', 'facts.json']) {
  test(`${saved} of a cluster is judged again with the KaaS scope, to the same verdicts`, async () => {
    const { exitCode, stderr, stdout } = await siegel(['judge', saved, '--testcase', '*', '--json'])
    assert.equal(exitCode, 1, stderr)
    const again = JSON.parse(stdout) as Judged
    assert.deepEqual(again.scope, checked.scope)
    assert.equal(again.scope.slug, 'scs-compatible-kaas')
    const light = new Set(checked.testcases.map(({ id }) => id))
    assert.deepEqual(
      verdictsOf({ ...again, testcases: again.testcases.filter(({ id }) => light.has(id)) }),
      verdictsOf(checked),
    )
    assert.ok(verdictsOf(again).includes('siegel-0211-default-class: FAIL'))
    assert.deepEqual(
      again.testcases.filter(({ id }) => id.startsWith('scs-01')),
      [],
      'testcases of clouds have no part in it',
    )
  })
}

test('signature, root and verdicts of a cluster are verified together', async () => {
  const signers = ['--report', 'report.yaml', '--allowed-signers', 'signers']
  const { exitCode, stderr, stdout } = await siegel(['verify', 'run.gz', ...signers])
  assert.equal(exitCode, 0, stderr)
  assert.match(stdout, /signed by gx-kaas/)
  assert.match(stdout, /: \d\d verdicts are proved/)
})

test('no access data of the cluster is in evidence or facts', () => {
  const facts = readFileSync(file('facts.json'), 'utf8')
  for (const secret of [cluster.token, cluster.password]) assert.ok(!facts.includes(secret))
})

test('whether the cluster is ready for a version is a ticked list', async () => {
  const { stdout, stderr } = await siegel(['ready', 'run.gz', '--scope-version', 'v1'])
  assert.equal(stderr, '')
  assert.match(stdout, /gx-kaas: ready for scs-compatible-kaas v1\?/)
  assert.match(stdout, /- \[x\] version-policy-check/)
})

test('a draft of the KaaS scope that requires a preview lets the cluster fall', async () => {
  const scope = readFileSync(new URL('../../src/scopes/scs-compatible-kaas.yaml', import.meta.url), 'utf8')
  const version = '  - version: v9\n    include: [scs-0210-v2, storage]\n'
  const storage = `  - id: storage\n    name: Storage\n    url: https://docs.scs.community/standards\n    targets:\n      main:\n        - siegel-0211-default-class\n`
  writeFileSync(file('draft.yaml'), `${scope.replace('modules:\n', `${version}modules:\n`)}${storage}`)
  mkdirSync(file('all'))
  copyFileSync(file('run.gz'), join(folder, 'all', 'one.gz'))
  const { stderr, stdout } = await siegel(['preview', 'draft.yaml', '--against', 'all', '--markdown'])
  assert.equal(stderr, '')
  assert.match(stdout, /^## Preview of scs&#45;compatible&#45;kaas/)
  assert.match(stdout, /- v9 .*: 1 fall, 0 rise/)
  assert.match(stdout, /^- siegel-0211-default-class \(newly required\)/m)
})

describe('a plan for the facts of a cluster', () => {
  test('says that there are no proposals yet, and what a person can do', async () => {
    const { exitCode, stderr, stdout } = await siegel(['plan', 'facts.json', '--testcase', '*'])
    assert.equal(exitCode, 0, stderr)
    assert.match(stderr, /There are no proposals for Kubernetes clusters yet/)
    assert.match(stdout, /siegel-0211-default-class/)
    assert.match(stdout, /kubectl annotate storageclass/)
  })

  test('cannot be applied', async () => {
    const { exitCode, stderr } = await siegel(['plan', 'facts.json', '--apply', '--os-cloud', 'practice'])
    assert.equal(exitCode, 3)
    assert.match(stderr, /There is nothing to apply[\s\S]*SUITE_OPTION_INVALID/)
  })
})

import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { beginJournal } from '#clouds/journal/journal.ts'
import { clustersSchema, type EntryOf } from './clusters-schema.ts'
import { KIND_IDENTITY, kindCluster } from './kind-cluster.ts'

/** Stands for kind as it documents itself; made by hand. */
const FAKE = `#!/bin/sh
echo "$@" >> "$FAKE/calls"
case "$1 $2" in
  "create cluster") touch "$FAKE/acme";;
  "get clusters") [ -f "$FAKE/acme" ] && echo acme; echo foreign;;
  "get kubeconfig") echo "kind: Config";;
  "delete cluster") rm -f "$FAKE/acme";;
esac
`

test('a cluster of kind is made from the image of its version, found, and removed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-kind-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'kind'), FAKE)
  chmodSync(join(folder, 'kind'), 0o755)
  const { clusters } = clustersSchema.parse({
    clusters: { acme: { kind: 'kind', config: { image: 'kindest/node:v1.36.4@sha256:0', cluster: 'kind.yaml' } } },
  })
  const entry = clusters.acme as EntryOf<'kind'>
  const environment = { PATH: `${folder}:${process.env.PATH}`, FAKE: folder }
  const { signal } = new AbortController()
  const cluster = kindCluster({ entry, name: 'acme', folder, environment, signal })
  const directory = join(folder, 'journal')
  const clock = () => new Date()
  const journal = beginJournal({ directory, runId: 'abcdef1', cloud: KIND_IDENTITY, clock })
  const [version] = await cluster.listOfferedVersions()
  assert.equal(version?.version, 'v1.36.4')
  assert.equal((await cluster.status()).phase, 'absent')
  assert.ok(version)
  await cluster.create(version, journal)
  assert.equal((await cluster.status()).phase, 'ready')
  assert.match(await cluster.kubeconfig(), /kind: Config/)
  const calls = readFileSync(join(folder, 'calls'), 'utf8')
  assert.match(
    calls,
    /--image kindest\/node:v1\.36\.4@sha256:0 --config \S+\/kind\.yaml --kubeconfig \/dev\/null --wait 5m/,
  )
  await assert.rejects(cluster.create(version, journal), /already/)
  const rhythm = { firstMs: 1, longestMs: 1 }
  const removal = { signal, rhythm, limitMs: 100, settleMs: 0, now: clock }
  const left = await cluster.removeRecorded('abcdef1', journal.open(), removal, ({ number }) => journal.gone(number))
  assert.deepEqual(left, [])
  assert.equal(existsSync(join(folder, 'acme')), false)
  journal.close()
  assert.deepEqual(readdirSync(directory), [])
})

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readKubeconfig } from '#clouds/kubernetes/read-kubeconfig.ts'
import { startPracticeCluster } from '#clouds/practice/kubernetes/start-practice-cluster.ts'
import { runClusterDoctor } from './run-cluster-doctor.ts'

const PLACES = { homeDirectory: '/nowhere', workingDirectory: '/nowhere' }

test('the doctor tells who one is in a cluster, what is missing, and why nothing works', async (t) => {
  const clock = () => new Date()
  const cluster = await startPracticeCluster({ clock, defects: ['kubelet-proxy-forbidden'] })
  const folder = mkdtempSync(join(tmpdir(), 'siegel-doctor-'))
  t.after(async () => {
    await cluster.stop()
    rmSync(folder, { recursive: true })
  })
  const file = join(folder, 'kubeconfig')
  const examine = async (text: string) => {
    writeFileSync(file, text)
    const config = readKubeconfig({ environment: {}, workingDirectory: folder, homeDirectory: folder, file })
    return runClusterDoctor({ config, clock, environment: {}, signal: new AbortController().signal, ...PLACES })
  }
  const healthy = await examine(cluster.kubeconfig())
  assert.match(healthy[0]?.says ?? '', /as practice-token/)
  assert.deepEqual(
    healthy.filter(({ level }) => level !== 'ok').map(({ about }) => about),
    ['get nodes/proxy', 'conformance tests'],
  )
  const wrong = await examine(cluster.kubeconfig().replace(cluster.token, 'wrong'))
  assert.deepEqual(
    wrong.map(({ level }) => level),
    ['stop'],
  )
})

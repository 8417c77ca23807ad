import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { connectKubernetes } from '#clouds/kubernetes/kubernetes-cluster.ts'
import { readKubeconfig } from '#clouds/kubernetes/read-kubeconfig.ts'
import { startPracticeCluster } from '#clouds/practice/kubernetes/start-practice-cluster.ts'
import { RUN_ANNOTATION } from './provisioner.ts'
import { removeProvisioned } from './remove-provisioned.ts'

const SHOOTS = 'core.gardener.cloud/shoots'

test('a deletion that hangs is told as left, and finished by a later attempt; what is foreign stays', async (t) => {
  const clock = () => new Date()
  const practice = await startPracticeCluster({ clock, platforms: { looksUntilGone: 40 } })
  const folder = mkdtempSync(join(tmpdir(), 'siegel-remove-'))
  const file = join(folder, 'kubeconfig')
  writeFileSync(file, practice.kubeconfig())
  const config = readKubeconfig({ environment: {}, workingDirectory: folder, homeDirectory: folder, file })
  const cluster = await connectKubernetes(config, { environment: {}, clock })
  t.after(async () => {
    await cluster.close()
    await practice.stop()
    rmSync(folder, { recursive: true })
  })
  const put = (name: string, uid: string, run?: string) =>
    practice.put(SHOOTS, {
      metadata: {
        name,
        namespace: 'garden',
        uid,
        ...(run !== undefined && { annotations: { [RUN_ANNOTATION]: run } }),
      },
    })
  put('own', 'u-1', 'run1')
  put('unanswered', 'u-2', 'run1')
  put('of-another-run', 'u-3', 'run2')
  put('made-since', 'u-new', 'run1')
  put('unmarked', 'u-5')
  const recorded = (
    [
      ['own', 'u-1'],
      ['unanswered', null],
      ['of-another-run', null],
      ['made-since', 'u-old'],
      ['unmarked', null],
      ['never-there', null],
    ] as const
  ).map(([name, id], index) => ({
    number: index + 1,
    kind: 'provisioned',
    name: `/apis/core.gardener.cloud/v1beta1/namespaces/garden/shoots/${name}`,
    parentId: null,
    id,
    isConfirmed: id !== null,
    intendedAt: clock(),
  }))
  const gone: number[] = []
  const remove = (limitMs: number, objects: typeof recorded) =>
    removeProvisioned(
      cluster,
      'run1',
      objects,
      { signal: new AbortController().signal, rhythm: { firstMs: 1, longestMs: 2 }, limitMs, settleMs: 0, now: clock },
      ({ number }) => gone.push(number),
    )
  const left = await remove(5, recorded)
  assert.deepEqual(left.map(({ name }) => name.split('/').at(-1)).sort(), ['own', 'unanswered'])
  assert.match(left[0]?.problem ?? '', /still there/)
  assert.deepEqual(gone.toSorted(), [3, 4, 5, 6])
  const names = () => practice.objects(SHOOTS).map(({ metadata }) => metadata.name)
  assert.equal(names().length, 5)
  assert.deepEqual(await remove(60_000, recorded.slice(0, 2)), [])
  assert.deepEqual(names().sort(), ['made-since', 'of-another-run', 'unmarked'])
})

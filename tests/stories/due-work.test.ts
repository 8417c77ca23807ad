import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { runSiegel } from '../run-siegel.ts'

/** Runs `siegel check iaas --due` on a practice cloud, with a monitor to which these testcases are due. */
async function checkDue(context: TestContext, due: readonly string[]) {
  const monitor = createServer((_request, response) => {
    response.end(JSON.stringify({ testcases: due.map((testcaseId) => ({ testcaseId })) }))
  })
  await new Promise<void>((resolve) => monitor.listen(0, '127.0.0.1', resolve))
  const cloud = await startPracticeCloud({ clock: () => new Date() })
  const directory = await mkdtemp(join(tmpdir(), 'siegel-due-'))
  context.after(async () => {
    await cloud.stop()
    monitor.closeAllConnections()
    monitor.close()
    await rm(directory, { recursive: true })
  })
  const file = join(directory, 'clouds.yaml')
  await writeFile(file, cloud.cloudsYaml('practice'))
  const url = `http://127.0.0.1:${(monitor.address() as AddressInfo).port}`
  return runSiegel(['check', 'iaas', '--subject', 'gx-scs', '--os-cloud', 'practice', '--due', url, '--json'], {
    environment: { OS_CLIENT_CONFIG_FILE: file },
    directory,
  })
}

test('only what is due is run', async (context) => {
  const due = ['scs-0102-prop-min_disk', 'scs-0102-prop-min_ram']
  const { exitCode, stdout, stderr } = await checkDue(context, [...due, 'scs-9999-unknown'])
  assert.equal(exitCode, 0, stderr)
  const { testcases } = JSON.parse(stdout) as { testcases: { id: string }[] }
  assert.deepEqual(
    testcases.map(({ id }) => id),
    due,
  )
})

test('if nothing is due, the cloud is not asked and all is well', async (context) => {
  const { exitCode, stdout, stderr } = await checkDue(context, [])
  assert.equal(exitCode, 0)
  assert.equal(stdout, '')
  assert.match(stderr, /nothing is due/)
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { runSiegel } from '../run-siegel.ts'
import { askByCli } from './cloud-by-cli.ts'
import { EXPECTATIONS, NOT_BY_CLI } from './expected-by-cli.ts'

/**
 * The verdicts of the whole suite on a real OpenStack, against what its own command line says: with planted flaws or
 * without. SIEGEL_TEST_CLOUDS_YAML names its clouds.yaml with the entries conformance, conformance-appcred and -admin.
 */
const cloudsYaml = process.env.SIEGEL_TEST_CLOUDS_YAML
if (!cloudsYaml) throw new Error('SIEGEL_TEST_CLOUDS_YAML does not name the clouds.yaml of a real OpenStack')
if (spawnSync('openstack', ['--version']).status !== 0) {
  throw new Error('the openstack command is not installed: apt-get install python3-openstackclient')
}

interface Verdict {
  readonly id: string
  readonly verdict: string
}

test('each verdict of v5.1 is the one that follows from the answers of the openstack command', async (t) => {
  const environment = { OS_CLIENT_CONFIG_FILE: cloudsYaml }
  const commandLine = ['check', 'iaas', '--subject', 'test-cloud', '--os-cloud', 'conformance-appcred', '--json']
  const outcome = await runSiegel([...commandLine, '--scope-version', 'v5.1'], { environment })
  const { testcases } = JSON.parse(outcome.stdout) as { testcases: readonly Verdict[] }
  const told = await askByCli(cloudsYaml, 'conformance', 'conformance-admin')
  const at = new Date()
  const judged = testcases.filter(({ id }) => !NOT_BY_CLI.includes(id))
  const expected = judged.map(({ id }) => {
    const expectation = EXPECTATIONS[id]
    return `${id}: ${expectation === undefined ? 'nothing is expected' : expectation(told, at) ? 'PASS' : 'FAIL'}`
  })
  assert.deepEqual(
    judged.map(({ id, verdict }) => `${id}: ${verdict}`),
    expected,
  )
  const failed = judged.filter(({ verdict }) => verdict === 'FAIL').map(({ id }) => id)
  t.diagnostic(`${judged.length} verdicts agree, ${failed.length} of them FAIL: ${failed.join(', ')}`)
  t.diagnostic(`not by the command line: ${NOT_BY_CLI.join(', ')}`)
  // On this cloud these pass in any case; nobody but the suite asks.
  for (const id of NOT_BY_CLI) assert.equal(testcases.find((one) => one.id === id)?.verdict, 'PASS', id)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { runSiegel } from '../run-siegel.ts'

test('the demonstration raises its clouds, checks them, and verifies that the pages show what was found', async () => {
  const { exitCode, stdout, stderr } = await runSiegel(['demo', '--once'])
  assert.equal(exitCode, 0, stdout + stderr)
  assert.match(stdout, /demo-clean: \d{2,} pass, 0 fail, 0 not finished/)
  assert.match(stdout, /demo-careless: \d{2,} pass, 6 fail, 0 not finished/)
  assert.match(stdout, /demo-broken: \d+ pass, 0 fail, \d{2,} not finished/)
  assert.match(stdout, /demo-kaas-fresh: 1 pass, 0 fail, 2 not finished/)
  assert.match(stdout, /demo-kaas-old: 0 pass, 1 fail, 2 not finished/)
  assert.match(stdout, /The pages show what the runs found/)
})

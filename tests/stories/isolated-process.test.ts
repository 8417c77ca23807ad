import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { runIsolated } from '#release/run-isolated.ts'
import { REPLAY_COMMAND } from '#report/replay/replay-request.ts'
import { forbidNetwork } from '#suite/replay/forbid-network.ts'

const limits = { command: REPLAY_COMMAND, timeLimitMs: 60_000, memoryMiB: 256 }
const folder = mkdtempSync(join(tmpdir(), 'siegel-isolated-'))
after(() => rmSync(folder, { recursive: true }))

describe('the process that judges again', () => {
  test('answers a request that it cannot fulfil with a coded error', async () => {
    const request = { kind: 'ready', evidence: 'AAAA', scope: 'x', version: 'next', at: '2026-01-01T00:00:00Z' }
    const answer = JSON.parse(await runIsolated({ ...limits, request: JSON.stringify(request) })) as { code: string }
    assert.equal(answer.code, 'EVIDENCE_MALFORMED')
  })

  test('is ended when its time is over', async () => {
    await assert.rejects(runIsolated({ ...limits, timeLimitMs: 50, request: '{}' }), /longer than 0\.05 s/)
  })

  test('is ended when it needs too much memory', async () => {
    const request = `{"kind":"x","list":[${'[[[[1]]]],'.repeat(3_000_000)}1]}`
    await assert.rejects(runIsolated({ ...limits, memoryMiB: 32, request }), /memory|ended/)
  })

  test('is ended when whoever asked gives up', async () => {
    const run = runIsolated({ ...limits, request: '{}', signal: AbortSignal.timeout(20) })
    await assert.rejects(run, /ended/)
  })

  test('may read nothing but the program, and neither write, start programs, nor see the environment', () => {
    // The same rights as the process has, and a program that tries to go beyond them.
    const program = join(folder, 'tries.mjs')
    writeFileSync(
      program,
      `import { readFileSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { Worker } from 'node:worker_threads'
const trials = [() => readFileSync('/etc/passwd'), () => writeFileSync('${folder}/x', ''), () => spawnSync('true'), () => new Worker('${folder}/tries.mjs')]
const found = trials.map((trial) => { try { trial(); return 'done' } catch (error) { return error.code } })
console.log(found.join(), Object.keys(process.env).join())`,
    )
    const { stdout } = spawnSync(process.execPath, ['--permission', `--allow-fs-read=${folder}`, program], {
      env: {},
      encoding: 'utf8',
    })
    const denied = 'ERR_ACCESS_DENIED'
    assert.equal(stdout.trim(), [denied, denied, denied, denied].join())
  })

  test('has no network', () => {
    const source = `import { forbidNetwork } from '#suite/replay/forbid-network.ts'
import net, { connect } from 'node:net'
import { createSocket } from 'node:dgram'
import dns from 'node:dns'
forbidNetwork()
const udp = createSocket('udp4')
const trials = [() => connect(9, '127.0.0.1'), () => net.createServer().listen(0), () => udp.send('x', 9), () => dns.lookup('localhost', () => {}), () => dns.resolveTxt('localhost', () => {}), () => new dns.Resolver().resolve4('localhost', () => {})]
console.log(trials.map((trial) => { try { trial(); return 'done' } catch (error) { return error.message } }).join(), typeof fetch)
process.exit()`
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], { encoding: 'utf8' })
    const refused = 'this process has no network'
    assert.equal(stdout.trim(), `${Array(6).fill(refused).join()} undefined`, stderr)
    assert.equal(typeof forbidNetwork, 'function')
  })
})

import { spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A PostgreSQL server of our own, on loopback, in a folder that goes away with it. */
export interface TestPostgres {
  readonly url: string
  /** Kills the server as a power cut would, and starts it again on the same data and port. */
  crash(): Promise<void>
  stop(): Promise<void>
}

/**
 * Starts a server from the programs in `binaries`. PostgreSQL refuses to run as root, so there it runs as user nobody.
 * Throws if it does not answer within 30 seconds.
 */
export async function startTestPostgres(binaries: string): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-postgres-'))
  const isRoot = process.getuid?.() === 0
  const identity = isRoot ? { uid: numberOf('-u'), gid: numberOf('-g') } : {}
  if (identity.uid !== undefined && identity.gid !== undefined) chownSync(folder, identity.uid, identity.gid)
  const data = join(folder, 'data')
  const initialisation = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'siegel', '--auth=trust', '-E', 'UTF8', '--no-sync'],
    { ...identity, cwd: folder, encoding: 'utf8' },
  )
  if (initialisation.status !== 0) throw new Error(`initdb failed: ${initialisation.stderr}`)
  const port = await freePort()
  const launch = () => {
    const server = spawn(
      join(binaries, 'postgres'),
      ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder, '-c', 'max_connections=50'],
      { ...identity, cwd: folder, stdio: 'ignore' },
    )
    return { server, ended: new Promise<void>((resolve) => server.once('exit', () => resolve())) }
  }
  let running = launch()
  await untilReady(binaries, port)
  return {
    url: `postgresql://siegel@127.0.0.1:${port}/postgres`,
    async crash() {
      running.server.kill('SIGKILL')
      await running.ended
      for (let attempt = 0; attempt < 50; attempt += 1) {
        // The children of the killed server end a little later, and until then a new one refuses to start.
        running = launch()
        if (await Promise.race([running.ended.then(() => false), sleep(1_000, true)])) break
        await sleep(100)
      }
      await untilReady(binaries, port)
    },
    async stop() {
      running.server.kill('SIGINT')
      await running.ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function numberOf(flag: '-u' | '-g'): number {
  return Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout)
}

async function untilReady(binaries: string, port: number): Promise<void> {
  for (let attempt = 0; attempt < 150; attempt += 1) {
    const { status } = spawnSync(join(binaries, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port), '-q'])
    if (status === 0) return
    await sleep(200)
  }
  throw new Error('PostgreSQL did not answer within 30 seconds')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
}

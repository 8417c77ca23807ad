import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { newKey, signed } from '../signed-reports.fixture.ts'
import { startServer } from '../start-server.ts'
import { describeOnEachDatabase } from '../storage/each-database.fixture.ts'
import { accountFile, PASSWORD } from '../test-server.fixture.ts'

const STALLED = 110
const AUTHORIZATION = `Basic ${Buffer.from(`gx-scs:${PASSWORD}`).toString('base64')}`
const TYPE = 'application/x-signed-yaml'

describeOnEachDatabase('uploads that stop in the middle', (location) => {
  test('110 of them keep nobody from reading or handing in', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'siegel-stalled-'))
    const key = newKey()
    const bootstrapFile = join(directory, 'bootstrap.yaml')
    await writeFile(bootstrapFile, accountFile(key))
    const server = await startServer({
      database: location(),
      bootstrapFile,
      host: '127.0.0.1',
      port: 0,
      clock: () => new Date(),
    })
    const sockets: Socket[] = []
    try {
      const headers = { authorization: AUTHORIZATION, 'content-type': TYPE }
      const handIn = (body: Buffer) => fetch(`${server.url}/reports`, { method: 'POST', headers, body })
      assert.equal((await handIn(signed(key, '---\n'))).status, 200)
      for (const url of ['/reports', '/api/v1/reports']) {
        for (let index = 0; index < STALLED / 2; index += 1) sockets.push(await stall(server.url, url))
      }
      await wait(500)
      assert.equal(
        sockets.filter(({ destroyed, readableLength }) => !destroyed && readableLength === 0).length,
        STALLED,
      )
      for (const path of ['/healthz', '/page/table', '/status', '/api/v1/compliance']) {
        const started = performance.now()
        const response = await fetch(`${server.url}${path}`)
        assert.equal(response.status, 200, path)
        await response.body?.cancel()
        assert.ok(performance.now() - started < 2_000, path)
      }
      assert.equal((await handIn(signed(key, '---\n'))).status, 200)
    } finally {
      for (const socket of sockets) socket.destroy()
      await server.close()
      await rm(directory, { recursive: true, force: true })
    }
  })
})

/** Sends everything that is needed to be let in, and three bytes of many. */
async function stall(server: string, path: string): Promise<Socket> {
  const { hostname, port } = new URL(server)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: ${AUTHORIZATION}\r\nContent-Type: ${TYPE}\r\nContent-Length: 9000\r\n\r\n---`,
  )
  return socket
}

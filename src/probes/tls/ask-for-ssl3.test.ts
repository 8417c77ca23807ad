import assert from 'node:assert/strict'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { describe, type TestContext, test } from 'node:test'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { askForSsl3 } from './ask-for-ssl3.ts'
import type { HandshakeTarget } from './handshake.ts'

/** A server that has one answer, whatever it is asked, and keeps the question. */
async function answering(t: TestContext, answer: (socket: Socket) => void) {
  const asked: Buffer[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.once('data', (bytes) => {
      asked.push(bytes)
      answer(socket)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const signal = new AbortController().signal
  const target: HandshakeTarget = { host: '127.0.0.1', port, limitMs: 500, signal }
  return { asked, target }
}

const serverHello = (minor: number) => Buffer.from([22, 3, minor, 0, 42, 2, 0, 0, 38, 3, minor, ...Array(36).fill(0)])

describe('the question for SSL 3', () => {
  test('is answered by a server that speaks it, even in pieces', async (t) => {
    const { asked, target } = await answering(t, (socket) => {
      const hello = serverHello(0)
      socket.write(hello.subarray(0, 7))
      setTimeout(() => socket.write(hello.subarray(7)), 20)
    })
    assert.equal(await askForSsl3(target), 'offered')
    const [question = Buffer.alloc(0)] = asked
    assert.deepEqual([...question.subarray(0, 3)], [22, 3, 0])
    assert.equal(question.readUInt16BE(3), question.length - 5)
    assert.equal(question.readUIntBE(6, 3), question.length - 9)
  })

  test('is refused by an alert, by another version, and by the end of the connection', async (t) => {
    const answers = [
      (socket: Socket) => socket.write(Buffer.from([21, 3, 0, 0, 2, 2, 40])),
      (socket: Socket) => socket.write(serverHello(3)),
      (socket: Socket) => socket.end(),
      (socket: Socket) => socket.resetAndDestroy(),
    ]
    for (const answer of answers) {
      const { target } = await answering(t, answer)
      assert.equal(await askForSsl3(target), 'refused')
    }
  })

  test('stays open with a server that says nothing', async (t) => {
    const { target } = await answering(t, () => {})
    assert.equal(await askForSsl3({ ...target, limitMs: 100 }), 'unprovable')
  })

  test('ends when it is told to', async (t) => {
    const { target } = await answering(t, () => {})
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 50)
    await assert.rejects(askForSsl3({ ...target, signal: controller.signal }), CloudError)
  })
})

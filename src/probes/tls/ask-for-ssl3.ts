import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { throwIfStopped } from '#clouds/openstack/resources/rest.ts'
import type { TlsScan } from '#facts/tls/tls-servers.ts'
import type { HandshakeTarget } from './handshake.ts'

/** Every suite that servers with SSL 3 had, whatever their key: RFC 6101 and RFC 8422, by their numbers. */
const SUITES = [
  0x0003, 0x0004, 0x0005, 0x0006, 0x0007, 0x0008, 0x0009, 0x000a, 0x0012, 0x0013, 0x0015, 0x0016, 0x002f, 0x0032,
  0x0033, 0x0035, 0x0038, 0x0039, 0x0041, 0x0045, 0x0084, 0x0088, 0x0096, 0x009a, 0xc007, 0xc008, 0xc009, 0xc00a,
  0xc011, 0xc012, 0xc013, 0xc014,
]

const VERSION = Buffer.from([3, 0])
const HANDSHAKE_RECORD = 22
const SERVER_HELLO = 2
/** Record header, handshake header and version of a ServerHello. */
const ANSWER_BYTES = 11

/**
 * Whether a server speaks SSL 3, which no OpenSSL of today does: so the first message is made by hand, and nothing
 * follows it. Throws only when the signal is given.
 */
export async function askForSsl3(target: HandshakeTarget): Promise<TlsScan['versions']['SSLv3']> {
  throwIfStopped(target.signal)
  const state = await exchange(target)
  throwIfStopped(target.signal)
  return state
}

function exchange({ host, limitMs, port, signal }: HandshakeTarget): Promise<TlsScan['versions']['SSLv3']> {
  return new Promise((resolve) => {
    let isConnected = false
    let answer = Buffer.alloc(0)
    const socket = connect({ host, port })
    const stop = (): void => end('unprovable')
    const timer = setTimeout(stop, limitMs)
    const end = (state: TlsScan['versions']['SSLv3']): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      socket.destroy()
      resolve(state)
    }
    signal.addEventListener('abort', stop, { once: true })
    socket.on('connect', () => {
      isConnected = true
      socket.write(clientHello())
    })
    socket.on('data', (bytes) => {
      answer = Buffer.concat([answer, bytes])
      if (answer[0] !== HANDSHAKE_RECORD) end('refused')
      else if (answer.length >= ANSWER_BYTES) end(isServerHello(answer) ? 'offered' : 'refused')
    })
    socket.on('error', () => end(isConnected ? 'refused' : 'unprovable'))
    socket.on('close', () => end('refused'))
  })
}

function clientHello(): Buffer {
  const suites = Buffer.from(SUITES.flatMap((suite) => [suite >> 8, suite & 0xff]))
  const noSession = Buffer.from([0])
  const noCompression = Buffer.from([1, 0])
  const body = Buffer.concat([VERSION, randomBytes(32), noSession, twoBytes(suites.length), suites, noCompression])
  const message = Buffer.concat([Buffer.from([1, 0]), twoBytes(body.length), body])
  return Buffer.concat([Buffer.from([HANDSHAKE_RECORD]), VERSION, twoBytes(message.length), message])
}

function isServerHello(answer: Buffer): boolean {
  return answer[5] === SERVER_HELLO && answer.subarray(9, ANSWER_BYTES).equals(VERSION)
}

function twoBytes(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff])
}

import { once } from 'node:events'
import type { Server } from 'node:http'
import { CodedError } from '#vocabulary/coded-error.ts'

/**
 * Listens on 127.0.0.1 only and gives the port; 0 takes a free one.
 *
 * @throws CodedError `PRACTICE_PORT_UNAVAILABLE` when the port is taken or not allowed
 */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  try {
    await once(server, 'listening')
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown reason'
    throw new CodedError('PRACTICE_PORT_UNAVAILABLE', `Cannot listen on port ${port} of this machine (${reason}).`, {
      place: `127.0.0.1:${port}`,
      remedy: 'Choose another port, or leave --port out to get a free one.',
      cause,
    })
  }
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has an address')
  return address.port
}

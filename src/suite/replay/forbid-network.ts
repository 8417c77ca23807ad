import { Socket } from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/** From here on nothing in this process can reach the network. The rights of a process do not cover that yet. */
export function forbidNetwork(): void {
  const refuse = (): never => {
    throw new Error('this process has no network')
  }
  net.Socket.prototype.connect = refuse
  net.Server.prototype.listen = refuse
  Socket.prototype.send = refuse
  Socket.prototype.bind = refuse
  dns.lookup = refuse as unknown as typeof dns.lookup
  dns.promises.lookup = refuse
  for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name)
  syncBuiltinESMExports()
}

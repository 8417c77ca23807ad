import { Socket } from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const QUESTIONS = [
  ...['lookup', 'lookupService', 'reverse', 'resolve'],
  ...['4', '6', 'Any', 'Caa', 'Cname', 'Mx', 'Naptr', 'Ns', 'Ptr', 'Soa', 'Srv', 'Tlsa', 'Txt'].map(
    (kind) => `resolve${kind}`,
  ),
]

/** From here on nothing in this process can reach the network. The rights of a process do not cover that yet. */
export function forbidNetwork(): void {
  const refuse = (): never => {
    throw new Error('this process has no network')
  }
  net.Socket.prototype.connect = refuse
  net.Server.prototype.listen = refuse
  Socket.prototype.send = refuse
  Socket.prototype.bind = refuse
  // Questions to name servers go past the sockets above, and could carry something out.
  for (const part of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
    for (const name of QUESTIONS) if (name in part) Object.defineProperty(part, name, { value: refuse })
  }
  for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name)
  syncBuiltinESMExports()
}

import type { Server } from 'node:http'
import { BlockList, isIPv6, type Socket } from 'node:net'
import { networkOf } from './network-of.ts'

/** Further ones are closed at once. */
const MOST_CONNECTIONS = 2_000
const MOST_PER_ADDRESS = 500

interface Options {
  /** Whether an address is a proxy through which many come. */
  readonly isProxy: (address: string) => boolean
  readonly most?: number
  readonly mostPerAddress?: number
}

/** Keeps one address from taking all connections, for example by uploads that never end. */
export function limitConnections(
  server: Server,
  { isProxy, most = MOST_CONNECTIONS, mostPerAddress = MOST_PER_ADDRESS }: Options,
): void {
  server.maxConnections = most
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (isProxy(address)) return
    const network = networkOf(address)
    const count = (open.get(network) ?? 0) + 1
    open.set(network, count)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left === 0) open.delete(network)
      else open.set(network, left)
    })
    if (count > mostPerAddress) socket.destroy()
  })
}

/** Tells whether an address is one of these addresses and networks. */
export function isAmong(proxies: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const proxy of proxies) {
    const [address = '', length] = proxy.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (length === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(length), family)
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

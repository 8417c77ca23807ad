import { connect } from 'node:net'
import { isPublicAddress } from '#facts/derived/kubernetes/public-address.ts'
import { defineClusterProbe } from '../define-probe.ts'

/** kubelet (and its read-only port), scheduler, controller manager, etcd. */
export const INTERNAL_PORTS = [2379, 2380, 10250, 10255, 10257, 10259]
const LIMIT_MS = 5_000
const MOST_ADDRESSES = 30

/** Ports that only the internal network may reach, tried on every public address of the nodes and the API server. */
export const publicPortsProbe = defineClusterProbe({
  gives: 'publicPorts',
  from: 'kubernetes',
  cost: 'light',
  calls: ['TCP connections to public addresses of the nodes and of the API server'],
  creates: [],
  needs: ['clusterNodes'],
  effort: { each: { of: 'internal port of a public address', most: MOST_ADDRESSES * INTERNAL_PORTS.length } },
  mostMinutes: 5,
  async observe({ cluster, need, signal }) {
    const nodes = await need('clusterNodes')
    const addresses = new Map<string, string>()
    const server = new URL(cluster.config.server).hostname.replace(/^\[|\]$/g, '')
    if (isPublicAddress(server)) addresses.set(server, 'API server')
    for (const { addresses: own, name } of nodes) {
      for (const { address } of own) if (isPublicAddress(address)) addresses.set(address, name)
    }
    const tried = [...addresses]
      .slice(0, MOST_ADDRESSES)
      .flatMap(([address, host]) =>
        INTERNAL_PORTS.map(async (port) => ({ host, address, port, state: await stateOf(address, port, signal) })),
      )
    return Promise.all(tried)
  },
})

/** `open` if a connection comes about; refused, unreachable and silent ports are closed as seen from here. */
export function stateOf(host: string, port: number, signal: AbortSignal): Promise<'open' | 'closed'> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, signal })
    const end = (state: 'open' | 'closed') => {
      socket.destroy()
      resolve(state)
    }
    socket.setTimeout(LIMIT_MS, () => end('closed'))
    socket.once('connect', () => end('open'))
    socket.once('error', () => end('closed'))
  })
}

import { isIPv6 } from 'node:net'

const GROUPS_OF_A_NETWORK = 4

/**
 * What is throttled for an address: itself, or for IPv6 the network /64, because everybody has a whole one. IPv4 in the
 * dress of IPv6 (`::ffff:10.0.0.1`) is IPv4.
 */
export function networkOf(address: string): string {
  const inner = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (inner !== undefined) return inner
  const [bare = ''] = address.split('%', 1)
  if (!isIPv6(bare)) return address
  const [before = '', after] = bare.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? [] : Array(Math.max(0, 8 - head.length - tail.length)).fill('0')
  const groups = [...head, ...zeros, ...tail].slice(0, GROUPS_OF_A_NETWORK)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

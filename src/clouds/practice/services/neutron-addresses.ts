import { isIPv4 } from 'node:net'
import { type PracticeObject, textField } from '../objects/practice-object.ts'
import type { PracticeState } from '../practice-exchange.ts'

/** The number of an IPv4 address, and back. */
export function ipv4Number(address: string): number {
  return address.split('.').reduce((number, part) => number * 256 + Number(part), 0)
}

export function ipv4Address(number: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(number / 2 ** shift) % 256).join('.')
}

/** First and last address of an IPv4 network that machines may have. */
export function ipv4Range(cidr: string): { first: number; last: number } {
  const [address = '', length] = cidr.split('/')
  const size = 2 ** (32 - Number(length))
  const base = Math.floor(ipv4Number(address) / size) * size
  return { first: base + 1, last: base + size - 2 }
}

export function isIPv4Cidr(cidr: string): boolean {
  const [address = '', length = '', ...rest] = cidr.split('/')
  return rest.length === 0 && isIPv4(address) && /^\d{1,2}$/.test(length) && Number(length) <= 30
}

/** An address of the subnet that no port and no floating IP has; undefined when all are taken. */
export function freeAddress(subnet: PracticeObject, state: PracticeState): string | undefined {
  const taken = takenAddresses(state)
  const cidr = textField(subnet, 'cidr')
  if (subnet.fields.ip_version === 6) {
    const prefix = cidr.split('::/')[0] ?? ''
    for (let host = 16; host < 65_536; host += 1) {
      const address = `${prefix}::${host.toString(16)}`
      if (!taken.has(address)) return address
    }
    return undefined
  }
  const pools = Array.isArray(subnet.fields.allocation_pools) ? subnet.fields.allocation_pools : []
  const pool: { start?: unknown; end?: unknown } = pools[0] ?? {}
  const range = ipv4Range(cidr)
  const first = typeof pool.start === 'string' ? ipv4Number(pool.start) : range.first + 1
  const last = typeof pool.end === 'string' ? ipv4Number(pool.end) : range.last
  for (let number = first; number <= last; number += 1) {
    if (!taken.has(ipv4Address(number))) return ipv4Address(number)
  }
  return undefined
}

/** Prefixes of the pool that no subnet has yet; undefined when all are taken. */
export function freePrefix(pool: PracticeObject, length: number, state: PracticeState): string | undefined {
  const prefix = Array.isArray(pool.fields.prefixes) ? String(pool.fields.prefixes[0]) : ''
  const taken = new Set(state.objects.list('subnet').map((subnet) => textField(subnet, 'cidr')))
  const [address = '', poolLength] = prefix.split('/')
  if (pool.fields.ip_version === 4) {
    const size = 2 ** (32 - length)
    for (let index = 0; index < 2 ** (length - Number(poolLength)); index += 1) {
      const cidr = `${ipv4Address(ipv4Number(address) + index * size)}/${length}`
      if (!taken.has(cidr)) return cidr
    }
    return undefined
  }
  // The pools here are /48, so that one group of digits counts their networks of 64 bits.
  for (let index = 1; index < 2 ** 16; index += 1) {
    const cidr = `${address.replace(/::$/, '')}:${index.toString(16)}::/64`
    if (!taken.has(cidr)) return cidr
  }
  return undefined
}

function takenAddresses(state: PracticeState): Set<string> {
  const taken = new Set<string>()
  for (const port of state.objects.list('port')) {
    for (const fixed of Array.isArray(port.fields.fixed_ips) ? port.fields.fixed_ips : []) {
      taken.add(String((fixed as { ip_address?: unknown }).ip_address))
    }
  }
  for (const floating of state.objects.list('floating-ip')) taken.add(textField(floating, 'floating_ip_address'))
  for (const router of state.objects.list('router')) {
    const gateway = router.fields.external_gateway_info as { external_fixed_ips?: readonly object[] } | null
    for (const fixed of gateway?.external_fixed_ips ?? [])
      taken.add(String((fixed as { ip_address?: unknown }).ip_address))
  }
  for (const subnet of state.objects.list('subnet')) taken.add(textField(subnet, 'gateway_ip'))
  return taken
}

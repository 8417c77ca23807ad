/** The length of an IPv6 prefix in CIDR notation; undefined for anything else. */
export function ipv6PrefixLength(cidr: string): number | undefined {
  const [address = '', length = ''] = cidr.split('/')
  return isIpv6(address) && /^\d{1,3}$/.test(length) && Number(length) <= 128 ? Number(length) : undefined
}

/** Whether an IPv6 address or prefix is in 2000::/3, from which public addresses come (RFC 4291). */
export function isPublicIpv6(cidrOrAddress: string): boolean {
  const address = cidrOrAddress.split('/')[0] ?? ''
  if (!isIpv6(address)) return false
  const firstGroup = Number.parseInt(address.split(':')[0] || '0', 16)
  return firstGroup >= 0x2000 && firstGroup <= 0x3fff
}

export function isIpv6(address: string): boolean {
  return /^[0-9a-f:.]{2,45}$/i.test(address) && URL.canParse(`http://[${address}]`)
}

/**
 * Whether an IP address is reachable from the whole internet, as far as its number tells (IANA special-purpose address
 * registries). A host name is none.
 */
export function isPublicAddress(address: string): boolean {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number)
  if (parts === undefined) return /^[23][0-9a-f]{3}:/i.test(address) && !/^2001:db8:/i.test(address)
  const [a = 0, b = 0, c = 0] = parts
  if (parts.some((part) => part > 255) || a === 0 || a === 10 || a === 127 || a >= 224) return false
  if ((a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168) || (a === 169 && b === 254)) return false
  if (a === 100 && b >= 64 && b <= 127) return false
  if (a === 198 && (b === 18 || b === 19)) return false
  const isForDocuments =
    (a === 192 && b === 0) || (a === 198 && b === 51 && c === 100) || (a === 203 && b === 0 && c === 113)
  return !isForDocuments
}

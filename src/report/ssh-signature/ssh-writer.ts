/** An SSH string (RFC 4251, section 5): length and bytes; text is written as UTF-8. */
export function sshString(content: Uint8Array | string): Buffer {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  return Buffer.concat([sshUint32(bytes.length), bytes])
}

export function sshUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A non-negative big-endian number as an SSH mpint: shortest form, with a zero byte where the top bit is set. */
export function sshPositiveInteger(bigEndian: Uint8Array): Buffer {
  let start = 0
  while (start < bigEndian.length && bigEndian[start] === 0) start += 1
  const shortest = bigEndian.subarray(start)
  const needsZero = (shortest[0] ?? 0) >= 0x80
  return sshString(needsZero ? Buffer.concat([Buffer.alloc(1), shortest]) : shortest)
}

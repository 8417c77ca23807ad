/** Entries as `tile/entries/…` has them: each after its length in two bytes, big-endian (C2SP tlog-tiles, Log entries). */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(entry.length)
      return [length, entry]
    }),
  )
}

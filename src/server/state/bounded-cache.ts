/** Keeps what was used last, up to a size. */
export interface BoundedCache<Key, Value> {
  get(key: Key): Value | undefined
  /** What alone is larger than the whole is not kept. */
  set(key: Key, value: Value, size: number): void
}

export function createBoundedCache<Key, Value>(mostSize: number): BoundedCache<Key, Value> {
  const entries = new Map<Key, { readonly value: Value; readonly size: number }>()
  let total = 0

  function remove(key: Key): void {
    total -= entries.get(key)?.size ?? 0
    entries.delete(key)
  }

  return {
    get: (key) => {
      const entry = entries.get(key)
      if (!entry) return undefined
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set: (key, value, size) => {
      remove(key)
      if (size > mostSize) return
      entries.set(key, { value, size })
      total += size
      for (const oldest of entries.keys()) {
        if (total <= mostSize) break
        remove(oldest)
      }
    },
  }
}

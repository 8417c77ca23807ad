/** A page of a list with markers; `nextMarker` is the id of its last item when it is full, as OpenStack services decide it. */
export interface Page<T> {
  readonly items: readonly T[]
  readonly nextMarker: string | null
}

/**
 * Cuts the page that begins after `marker`. A full page has a next one even where that will be empty: services do not
 * look ahead. `undefined` when the marker is unknown.
 */
export function pageOf<T extends { readonly id: string }>(
  list: readonly T[],
  limit: number,
  marker: string | null,
): Page<T> | undefined {
  const before = marker === null ? -1 : list.findIndex((item) => item.id === marker)
  if (marker !== null && before === -1) return undefined
  const items = list.slice(before + 1, before + 1 + limit)
  const last = items.at(-1)
  return { items, nextMarker: last !== undefined && items.length === limit ? last.id : null }
}

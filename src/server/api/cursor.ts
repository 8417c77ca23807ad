import type { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'

/** Where a list goes on, as one opaque word for the address of the next page. */
export function encodeCursor(position: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** The position that `encodeCursor` wrote. Throws CodedError SERVER_REQUEST_INVALID for everything else. */
export function decodeCursor<Schema extends z.ZodType>(schema: Schema, cursor: string): z.output<Schema> {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw new CodedError('SERVER_REQUEST_INVALID', 'cursor: is not one that this server gave')
  }
}

/** One page of a list that was read with one entry more than wanted, and the cursor of the next page if there is one. */
export function pageOf<Item>(
  items: readonly Item[],
  limit: number,
  positionOf: (item: Item) => readonly (string | number)[],
): { readonly items: readonly Item[]; readonly next: string | null } {
  const shown = items.slice(0, limit)
  const last = shown.at(-1)
  return { items: shown, next: items.length > limit && last !== undefined ? encodeCursor(positionOf(last)) : null }
}

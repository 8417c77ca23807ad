import { z } from 'zod'

const MOST_ITEMS = 200

/** What every list takes. */
export const LIST_QUERY = {
  limit: z.coerce.number().int().min(1).max(MOST_ITEMS).default(50),
  cursor: z.string().max(500).optional(),
}

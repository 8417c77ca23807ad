import type { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'

/** Checks the parameters of an address, or a body. Throws CodedError SERVER_REQUEST_INVALID that names the member. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(query)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(
    ({ path, message }) => `${path.length === 0 ? '' : `${path.map(String).join('.').slice(0, 120)}: `}${message}`,
  )
  throw new CodedError('SERVER_REQUEST_INVALID', problems.join('; '))
}

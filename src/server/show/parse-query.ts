import type { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'

/** Checks the parameters of an address. Throws CodedError SERVER_REQUEST_INVALID that names the parameter. */
export function parseQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(query)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new CodedError('SERVER_REQUEST_INVALID', problems.join('; '))
}

import type { ErrorCodeEntry } from '../coded-error.ts'

export const SCOPES_ERRORS = {
  SCOPE_INVALID: {
    meaning: 'A scope file cannot be read or contradicts itself; the message lists every problem with its place.',
    remedy: 'Correct the places that the message names.',
  },
  SCOPE_VERSION_UNKNOWN: {
    meaning: 'A scope version was asked for that the scope does not have.',
    remedy: 'Ask for one of the versions that the message lists.',
    status: 404,
  },
} as const satisfies Record<string, ErrorCodeEntry>

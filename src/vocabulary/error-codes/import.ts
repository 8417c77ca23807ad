import type { ErrorCodeEntry } from '../coded-error.ts'

export const IMPORT_ERRORS = {
  IMPORT_SOURCE_UNREACHABLE: {
    meaning: 'The database of the predecessor does not answer, or it refuses user, password or database.',
    remedy: 'Check the URL, SIEGEL_IMPORT_URL, PGPASSFILE, and that the database server runs.',
  },
  IMPORT_SOURCE_UNKNOWN: {
    meaning: 'The source is no database of the predecessor in its schema v4.',
    remedy: 'Name the database of the compliance monitor; start its newest version once if its schema is older.',
  },
} as const satisfies Record<string, ErrorCodeEntry>

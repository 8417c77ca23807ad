import type { ErrorCodeEntry } from '../coded-error.ts'

export const BACKUP_ERRORS = {
  BACKUP_FILE_UNREADABLE: {
    meaning: 'The backup cannot be opened or read.',
    remedy: 'Check the name of the file and its permissions.',
  },
  BACKUP_FILE_INVALID: {
    meaning: 'The file is no backup of Siegel, or it is truncated or altered. Nothing was changed.',
    remedy: 'Use another copy of this backup, or an earlier backup.',
  },
  BACKUP_FROM_NEWER: {
    meaning: 'The backup was made by a newer or another version of Siegel than this one. Nothing was changed.',
    remedy: 'Restore it with the version of Siegel that made it, or a newer one.',
  },
  BACKUP_TARGET_NOT_EMPTY: {
    meaning: 'The database into which the backup would be restored holds data. Nothing was changed.',
    remedy: 'Restore into an empty database, or say --replace to delete what is there.',
  },
  BACKUP_TARGET_IN_USE: {
    meaning: 'Another program is connected to the database into which the backup would be restored.',
    remedy: 'Stop the servers that use this database, and try again.',
  },
  BACKUP_STATE_DIFFERS: {
    meaning: 'The current state in the backup is not what its reports give. Nothing was changed.',
    remedy: 'Use an earlier backup, and report it to the developers of Siegel.',
  },
  BACKUP_DATABASE_INVALID: {
    meaning: 'The database to be saved is not one of Siegel.',
    remedy: 'Check --data or SIEGEL_DATABASE_URL; a server that starts makes the tables.',
  },
} as const satisfies Record<string, ErrorCodeEntry>

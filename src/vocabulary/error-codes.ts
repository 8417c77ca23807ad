import { BACKUP_ERRORS } from './error-codes/backup.ts'
import { CLOUDS_ERRORS } from './error-codes/clouds.ts'
import { EVIDENCE_ERRORS } from './error-codes/evidence.ts'
import { FLAVOR_ERRORS } from './error-codes/flavor.ts'
import { IMPORT_ERRORS } from './error-codes/import.ts'
import { LOG_ERRORS } from './error-codes/log.ts'
import { PROVISION_ERRORS } from './error-codes/provision.ts'
import { REPORT_ERRORS } from './error-codes/report.ts'
import { SCOPES_ERRORS } from './error-codes/scopes.ts'
import { SERVER_ERRORS } from './error-codes/server.ts'
import { SUITE_ERRORS } from './error-codes/suite.ts'

/** Every coded error of the program. `docs/errors.md` is generated from this list. */
export const ERROR_CODES = {
  ...CLOUDS_ERRORS,
  ...SCOPES_ERRORS,
  ...REPORT_ERRORS,
  ...SUITE_ERRORS,
  ...SERVER_ERRORS,
  ...BACKUP_ERRORS,
  ...IMPORT_ERRORS,
  ...FLAVOR_ERRORS,
  ...EVIDENCE_ERRORS,
  ...LOG_ERRORS,
  ...PROVISION_ERRORS,
} as const

export type ErrorCode = keyof typeof ERROR_CODES

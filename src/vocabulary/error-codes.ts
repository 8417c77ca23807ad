import { CLOUDS_ERRORS } from './error-codes/clouds.ts'
import { FLAVOR_ERRORS } from './error-codes/flavor.ts'
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
  ...FLAVOR_ERRORS,
  ...PROVISION_ERRORS,
} as const

export type ErrorCode = keyof typeof ERROR_CODES

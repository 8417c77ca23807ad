import type { Clock } from '#vocabulary/clock.ts'
import type { Authenticator } from './accounts/authenticate.ts'
import type { CredentialPolicy } from './ingest/screen-report.ts'
import type { KnownScopes } from './known-scopes.ts'
import type { Published } from './published.ts'
import type { Database } from './storage/database.ts'
import type { KnownTestcases } from './testcase-catalogue.ts'

/** The finished parts that the routes work with. */
export interface ServerContext {
  readonly clock: Clock
  readonly database: Database
  readonly authenticator: Authenticator
  readonly scopes: KnownScopes
  readonly testcases: KnownTestcases
  /** What the service operator writes by hand for the pages; may be loaded again. */
  readonly published: Published
  /** What happens to reports in which credentials are found. */
  readonly credentialPolicy: CredentialPolicy
}

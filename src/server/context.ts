import type { Clock } from '#vocabulary/clock.ts'
import type { AccountFile } from './accounts/account-file.ts'
import type { Authenticator } from './accounts/authenticate.ts'
import type { Inbox } from './ingest/inbox.ts'
import type { CredentialPolicy } from './ingest/screen-report.ts'
import type { UploadReader } from './ingest/upload-reader.ts'
import type { KnownScopes } from './known-scopes.ts'
import type { TransparencyLog } from './log/transparency-log.ts'
import type { Published } from './published.ts'
import type { KeptState } from './state/kept-state.ts'
import type { ConnectionCounts, Database } from './storage/database.ts'
import type { KnownTestcases } from './testcase-catalogue.ts'

/** The finished parts that the routes work with. */
export interface ServerContext {
  readonly clock: Clock
  readonly database: Database
  /** Undefined where the database is embedded. */
  readonly connections: () => ConnectionCounts | undefined
  readonly authenticator: Authenticator
  /** Absent where the accounts of the database stay as they are. */
  readonly accountFile?: AccountFile
  readonly uploadReader: UploadReader
  readonly scopes: KnownScopes
  readonly testcases: KnownTestcases
  /** The results that count and their evaluations, now. */
  readonly state: KeptState
  readonly inbox: Inbox
  /** What the service operator writes by hand for the pages; may be loaded again. */
  readonly published: Published
  readonly log: TransparencyLog
  /** What happens to reports in which credentials are found. */
  readonly credentialPolicy: CredentialPolicy
  /** True: where one document of an upload is refused, none is stored, in `/api/v1`, too. */
  readonly takesWholeUploads: boolean
  /** Where the public reaches this server, without a slash at the end; absent: as each request names it. */
  readonly publicUrl?: string
}

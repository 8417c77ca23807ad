import type { ErrorCodeEntry } from '../coded-error.ts'

export const SERVER_ERRORS = {
  SERVER_DATA_LOCKED: {
    meaning: 'Another process uses the same data directory; two at once would lose data.',
    remedy:
      'Stop the other process, choose another directory with --data, or use PostgreSQL with --database. For a backup ask the running server with --monitor.',
  },
  SERVER_DATA_UNUSABLE: {
    meaning: 'The data directory cannot be made, written or opened as a database.',
    remedy: 'Check the permissions of the directory and the space on the disk, or restore the directory from a backup.',
  },
  SERVER_EMBEDDED_DATABASE_MISSING: {
    meaning:
      'The single file siegel-<version>.mjs comes without the embedded database, which would make it 15 MB larger.',
    remedy:
      'Use PostgreSQL with --database, install Siegel from its npm tarball, or `npm install @electric-sql/pglite`.',
  },
  SERVER_DATABASE_UNREACHABLE: {
    meaning: 'The PostgreSQL server does not answer, or it refuses user, password or database.',
    remedy: 'Check the URL in SIEGEL_DATABASE_URL and that the database server runs.',
  },
  SERVER_DATABASE_NEWER: {
    meaning: 'The database was changed by another version of Siegel than this one.',
    remedy: 'Start the version of Siegel that was used last, or a newer one.',
  },
  SERVER_CONFIGURATION_WRONG: {
    meaning: 'An option or environment variable of the server has a value that cannot be used.',
    remedy: 'Correct the value that the message names.',
  },
  SERVER_LISTEN_FAILED: {
    meaning: 'The server cannot listen on the address and port that it was given.',
    remedy: 'Choose another one with --listen HOST:PORT, or stop the program that uses it.',
  },
  SERVER_ACCOUNTS_UNREADABLE: {
    meaning: 'The account file cannot be read.',
    remedy: 'Check the name of the file and its permissions.',
  },
  SERVER_ACCOUNTS_INVALID: {
    meaning: 'The account file is wrong; the message lists every problem with its place. The accounts in use stay.',
    remedy: 'Correct the places that the message names, and load the file again.',
  },
  SERVER_LISTING_UNREADABLE: {
    meaning: 'The listing file cannot be read.',
    remedy: 'Check the name of the file and its permissions.',
  },
  SERVER_LISTING_INVALID: {
    meaning: 'The listing file is wrong; the message lists every problem with its place. The listing in use stays.',
    remedy: 'Correct the places that the message names, and load the file again.',
  },
  SERVER_SITE_UNREADABLE: {
    meaning: 'The file with the texts of the service operator cannot be read.',
    remedy: 'Check the name of the file and its permissions.',
  },
  SERVER_SITE_INVALID: {
    meaning:
      'The file with the texts of the service operator is wrong; the message lists every problem with its place. The texts in use stay.',
    remedy: 'Correct the places that the message names, and load the file again.',
  },
  SERVER_CREDENTIALS_MISSING: {
    meaning: 'The request needs user name and password (HTTP basic authentication).',
    remedy: 'Send the subject as user name and an API key as password.',
    status: 401,
  },
  SERVER_CREDENTIALS_WRONG: {
    meaning: 'There is no account with this user name and password.',
    remedy: 'Check both; ask the operator of the monitor for a new API key if it is lost.',
    status: 401,
  },
  SERVER_TOO_MANY_FAILURES: {
    meaning: 'Too many sign-ins from one address, or to one account, failed within a minute.',
    remedy: 'Correct the password, and try again after the seconds that the header Retry-After names.',
    status: 429,
  },
  SERVER_TOO_MANY_REQUESTS: {
    meaning: 'One address has asked more often within a minute than this server allows.',
    remedy: 'Ask less often, and try again after the seconds that the header Retry-After names.',
    status: 429,
  },
  SERVER_BUSY: {
    meaning: 'More is waiting than the server can do soon.',
    remedy: 'Try again in some seconds.',
    status: 503,
  },
  SERVER_ROLE_MISSING: {
    meaning: 'The account lacks the role that this request needs.',
    remedy: 'Use another account, or ask the operator of the monitor for the role.',
    status: 403,
  },
  SERVER_SUBJECT_FORBIDDEN: {
    meaning:
      'The account may not hand in reports for this subject: it is another one’s, who has not named it as delegate.',
    remedy: 'Use an account of the subject, or have this account added to the delegates of the subject.',
    status: 403,
  },
  SERVER_MEDIA_TYPE_UNSUPPORTED: {
    meaning: 'The content type is not one that the server can read here.',
    remedy: 'Send reports as application/x-signed-yaml or application/x-signed-json.',
    status: 415,
  },
  SERVER_BODY_TOO_LARGE: {
    meaning: 'The request is larger than the server accepts.',
    remedy: 'Send fewer reports at once; one request may have 2 MiB.',
    status: 413,
  },
  SERVER_REQUEST_TIMEOUT: {
    meaning: 'The request did not arrive completely within the time limit.',
    remedy: 'Send it again over a faster connection.',
    status: 408,
  },
  SERVER_REQUEST_INVALID: {
    meaning: 'The request cannot be understood, or one of its parameters has a value that is not allowed.',
    remedy: 'Correct the parameter that the message names.',
    status: 400,
  },
  SERVER_REPORT_EXISTS: {
    meaning: 'There is already a report with this uuid and other content. Nothing of the upload was stored.',
    remedy: 'Run the check again, so that the report gets a uuid of its own.',
    status: 409,
  },
  SERVER_UPLOAD_INCOMPLETE: {
    meaning: 'This server takes uploads as a whole only, and another document of this one was refused.',
    remedy: 'Correct or leave out the documents that were refused, and send the upload again.',
    status: 422,
  },
  SERVER_RESULT_UNKNOWN: {
    meaning: 'There is no stored result with this report, scope, version and testcase. No remark was stored.',
    remedy: 'Take the records from GET /results, and send them back with another approval only.',
    status: 404,
  },
  SERVER_VERDICT_FIXED: {
    meaning: 'The request would change a verdict. Only a new report can do that. No remark was stored.',
    remedy: 'Leave the member `result` as GET /results gave it, or leave it out.',
    status: 409,
  },
  SERVER_ACCOUNT_UNKNOWN: {
    meaning: 'There is no account of this subject.',
    remedy: 'Add the account to the account file first, and load the file again.',
    status: 404,
  },
  SERVER_API_KEYS_EXHAUSTED: {
    meaning: 'The account has as many API keys as it may have.',
    remedy: 'Revoke a key that is no longer needed.',
    status: 409,
  },
  SERVER_NOT_FOUND: {
    meaning: 'There is nothing at this address.',
    remedy: 'Check the address; the overview is at /page/table.',
    status: 404,
  },
  SERVER_UNAVAILABLE: {
    meaning: 'The database does not answer, or its tables are not those of this version.',
    remedy: 'Try again later; the operator of the monitor should look after the database.',
    status: 503,
  },
  SERVER_FAULT: {
    meaning: 'The server failed in a way that was not foreseen.',
    remedy: 'Try again later, and report it to the operator of the monitor with the time of the request.',
    status: 500,
  },
} as const satisfies Record<string, ErrorCodeEntry>

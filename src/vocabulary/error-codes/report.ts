import type { ErrorCodeEntry } from '../coded-error.ts'

export const REPORT_ERRORS = {
  REPORT_HOLDS_CREDENTIAL: {
    meaning:
      'Something in the report looks like a password, a token, a private key or a part of a kubeconfig. Nothing was stored.',
    remedy:
      'Take what the message names out of the report, sign it again, and replace the credential, because others may have seen it.',
    status: 422,
  },
  REPORT_TOO_LARGE: {
    meaning: 'The report has more bytes, values or results than a report may have.',
    remedy: 'Send fewer reports at once.',
    status: 413,
  },
  REPORT_NOT_UTF8: {
    meaning:
      'The report holds bytes that are no UTF-8 text, or characters that no report may hold (NUL, halves of a surrogate pair).',
    remedy: 'Write the report as UTF-8 without control characters.',
    status: 422,
  },
  REPORT_MALFORMED: {
    meaning: 'The report is no YAML or JSON that can be read; the place says where reading failed.',
    remedy: 'Correct the report at the named line and column, and sign it again.',
    status: 422,
  },
  REPORT_TOO_COMPLEX: {
    meaning: 'The report is nested too deeply, or its YAML aliases expand to far more than was sent.',
    remedy: 'Write the report without aliases and without deep nesting.',
    status: 422,
  },
  REPORT_INVALID: {
    meaning: 'The report can be read, but a field is missing or has a value that is not allowed.',
    remedy: 'Correct the named field, and sign the report again.',
    status: 422,
  },
  REPORT_CHECKED_AT_IN_FUTURE: {
    meaning: 'The report says that the check took place more than five minutes after now.',
    remedy:
      'Set the clock of the machine that ran the check, and run it again; write checked_at in UTC or with its zone.',
    status: 422,
  },
  REPORT_CONTRADICTORY: {
    meaning: 'The verdicts of the siegel block differ from the results of the invocations.',
    remedy: 'Do not change a report by hand; run the check again.',
    status: 422,
  },
  REPORT_SIGNATURE_MISSING: {
    meaning: 'There is no signature before the report.',
    remedy: 'Sign the report with `siegel sign FILE --key KEY`, and send it with `siegel submit`.',
    status: 401,
  },
  REPORT_SIGNATURE_MALFORMED: {
    meaning: 'The signature is no SSH signature of version 1 that can be read.',
    remedy: 'Sign the report again with `siegel sign` or `ssh-keygen -Y sign -n report`.',
    status: 401,
  },
  REPORT_SIGNATURE_NAMESPACE_WRONG: {
    meaning: 'The signature was made for another purpose (namespace).',
    remedy: 'Sign the report with namespace `report`, as `siegel sign` does.',
    status: 401,
  },
  REPORT_SIGNATURE_ALGORITHM_REFUSED: {
    meaning:
      'The signature uses SHA-1, an RSA key below 2048 bits, an algorithm that does not belong to its key, or a security key that nobody touched.',
    remedy: 'Sign with an ed25519 key: `ssh-keygen -t ed25519` makes one.',
    status: 401,
  },
  REPORT_SIGNATURE_KEY_UNKNOWN: {
    meaning: 'The signature was made with a key that is not allowed to sign here.',
    remedy: 'Sign with a registered key, or have the public key registered.',
    status: 401,
  },
  REPORT_SIGNATURE_KEY_EXPIRED: {
    meaning: 'The signature was made with a key that is not valid at the moment in question.',
    remedy: 'Sign with a key that is valid now, or have the validity of the key extended.',
    status: 401,
  },
  REPORT_SIGNATURE_WRONG: {
    meaning:
      'The signature does not belong to these bytes: the report was changed after it was signed, or the other way round.',
    remedy: 'Sign the report again, and send exactly the bytes that were signed.',
    status: 401,
  },
  REPORT_SIGNATURE_STALE: {
    meaning: 'The signature file beside the report was made for an earlier content of the report.',
    remedy: 'Sign the report again with `siegel sign FILE --key KEY`.',
  },
  REPORT_KEY_MALFORMED: {
    meaning: 'The key is no SSH key that can be read.',
    remedy:
      'Use a private key made by ssh-keygen, a PKCS#8 PEM file, or a public key file whose private key is in the agent.',
  },
  REPORT_KEY_ENCRYPTED: {
    meaning: 'The private key has a passphrase, and this function does not ask for one.',
    remedy: 'Sign with `siegel sign`, which lets ssh-keygen ask for the passphrase, or load the key into an agent.',
  },
  REPORT_KEY_UNSUPPORTED: {
    meaning:
      'The key is of a kind that cannot sign reports here (DSA, RSA below 2048 bits, another curve), or it lives in a security key.',
    remedy: 'Use an ed25519, ecdsa or RSA key; for security keys use `siegel sign`, which calls ssh-keygen.',
  },
  REPORT_ALLOWED_SIGNERS_MALFORMED: {
    meaning: 'A line of the allowed signers file cannot be used.',
    remedy:
      'Write `principals [options] key-type key`, as `man ssh-keygen` describes under ALLOWED SIGNERS; certificate authorities are not supported.',
  },
  REPORT_SIGNING_TOOL_MISSING: {
    meaning: 'This key needs the program ssh-keygen, which is not installed.',
    remedy: 'Install the package openssh-client, or sign with a key without passphrase.',
  },
  REPORT_SIGNING_FAILED: {
    meaning: 'ssh-keygen did not sign the report.',
    remedy: 'Check the passphrase, and that the agent holds the key (`ssh-add -l`); then sign again.',
  },
  REPORT_SUBMIT_CREDENTIALS_MISSING: {
    meaning: 'There is no user name or no password for the monitor.',
    remedy: 'Set SIEGEL_MONITOR_USER and SIEGEL_MONITOR_PASSWORD, or use --user and --password-file.',
  },
  REPORT_SUBMIT_URL_REFUSED: {
    meaning: 'The address of the monitor is no URL to which a password may be sent.',
    remedy:
      'Use an address that starts with https:// (http:// only for this machine) and holds neither user nor password.',
  },
  REPORT_SUBMIT_UNAUTHORISED: {
    meaning: 'The monitor refused the user, the password or the signature (401).',
    remedy: 'Check user and password, and that the public key is registered with the monitor.',
  },
  REPORT_SUBMIT_FORBIDDEN: {
    meaning: 'The account may not hand in reports for this subject (403).',
    remedy: 'Use an account of the subject, or have the subject name the account as its delegate.',
  },
  REPORT_SUBMIT_DUPLICATE: {
    meaning: 'The monitor already has a report with this uuid (409).',
    remedy: 'Nothing is to be sent again if an earlier attempt got through; otherwise run the check again.',
  },
  REPORT_SUBMIT_TOO_LARGE: {
    meaning: 'The monitor does not accept a report of this size (413).',
    remedy: 'Send reports one by one, or ask the operator of the monitor for a higher limit.',
  },
  REPORT_SUBMIT_FORMAT_REFUSED: {
    meaning: 'The monitor does not accept this kind of content (415).',
    remedy: 'Check that the address is that of a compliance monitor.',
  },
  REPORT_SUBMIT_INVALID: {
    meaning: 'The monitor refused the report as it is (400 or 422).',
    remedy: 'Read what the monitor says about the report, and run the check again.',
  },
  REPORT_SUBMIT_UNREACHABLE: {
    meaning: 'The monitor could not be reached, or did not answer in time, in any of the attempts.',
    remedy: 'Check the address and the network, and send the report later.',
  },
  REPORT_SUBMIT_FAILED: {
    meaning: 'The monitor answered with an error of its own, or with something that is no answer of a monitor.',
    remedy: 'Send the report later; ask the operator of the monitor if it happens again.',
  },
} as const satisfies Record<string, ErrorCodeEntry>

import type { ErrorCodeEntry } from '../coded-error.ts'

export const LOG_ERRORS = {
  LOG_CHECKPOINT_INVALID: {
    meaning: 'What should be the checkpoint of a transparency log is not written as C2SP tlog-checkpoint says.',
    remedy: 'Check that the address is that of a log, such as https://compliance.example.org/log.',
  },
  LOG_SIGNATURE_WRONG: {
    meaning: 'A checkpoint lacks a right signature of a key that you trust, or the cosignature of a witness.',
    remedy:
      'Get the keys of the log from its operator on another way than from the log itself; do not trust the log before.',
  },
  LOG_ORIGIN_OTHER: {
    meaning: 'Two checkpoints are of different logs.',
    remedy: 'Keep one checkpoint file for each log.',
  },
  LOG_SHRUNK: {
    meaning: 'The log has fewer entries than it had committed to: it was truncated, or its database was rolled back.',
    remedy: 'Keep both checkpoints as evidence, and ask the operator of the monitor.',
  },
  LOG_FORKED: {
    meaning: 'The log has signed two different trees of the same size.',
    remedy: 'Keep both checkpoints as evidence: together they prove that the log tells different stories.',
  },
  LOG_REWRITTEN: {
    meaning: 'Entries to which the log had committed were removed, altered, moved or added in between.',
    remedy: 'Keep both checkpoints as evidence, and ask the operator of the monitor.',
  },
  LOG_TREE_WRONG: {
    meaning: 'Entries and hashes that the log serves do not give the root that it signed.',
    remedy: 'Try again; if it stays so, keep what was downloaded (--save) and ask the operator of the monitor.',
  },
  LOG_ENTRY_INVALID: {
    meaning: 'An entry of the log is not one that Siegel writes.',
    remedy: 'Ask the operator of the monitor; perhaps a newer version of Siegel knows this entry.',
  },
  LOG_ENTRY_BACKDATED: {
    meaning: 'An entry bears another time than its place in the log allows.',
    remedy:
      'Ask the operator of the monitor: either the clock of the server was wrong, or somebody has back-dated an entry.',
  },
  LOG_REPORT_MISSING: {
    meaning: 'The log has no entry for exactly these bytes of a report.',
    remedy: 'Check that the file is the report as it was sent, byte for byte, and that the monitor has accepted it.',
  },
  LOG_PROOF_WRONG: {
    meaning: 'A proof of inclusion does not prove that the log holds the entry.',
    remedy: 'Get the proof again from the monitor; do not trust the page that showed it.',
  },
  LOG_TOO_LARGE: {
    meaning: 'The log, or a part of it, is larger than the verifier downloads.',
    remedy: 'Allow more with --most-megabytes if you trust that the size is right.',
  },
  LOG_UNREADABLE: {
    meaning: 'A part of the log cannot be read.',
    remedy: 'Check the address, and try again; a log that does not give its parts cannot be verified.',
  },
  LOG_KEY_INVALID: {
    meaning: 'A key of a log or witness, or the file with it, is malformed or readable for others.',
    remedy: 'Use the file that `siegel log new-key` made, with the mode 0600, or the line that it printed.',
  },
  LOG_KEY_UNKNOWN: {
    meaning: 'The transparency log of this database was begun with another key than the one in the file.',
    remedy: 'Give every process the same key file with SIEGEL_LOG_KEY; change keys with `siegel log rotate-key` only.',
  },
  LOG_KEY_MISSING: {
    meaning:
      'This server has no key for its transparency log, so it cannot sign checkpoints. Entries are written all the same.',
    remedy: 'Set SIEGEL_LOG_KEY to a file, and start the server again; the file is made if it is not there.',
    status: 503,
  },
  LOG_WITNESS_REFUSED: {
    meaning: 'The witness does not cosign the checkpoint.',
    remedy: 'Read the reason; if the log is not consistent, keep both checkpoints as evidence.',
  },
} as const satisfies Record<string, ErrorCodeEntry>

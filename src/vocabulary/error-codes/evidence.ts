import type { ErrorCodeEntry } from '../coded-error.ts'

export const EVIDENCE_ERRORS = {
  EVIDENCE_MALFORMED: {
    meaning: 'The file is no evidence bundle, or at least one bit of it was changed.',
    remedy: 'Take the bundle again from where it was made; `siegel check --evidence=FILE` makes one.',
    status: 422,
  },
  EVIDENCE_TOO_LARGE: {
    meaning: 'The evidence bundle has more bytes, packed or unpacked, than a bundle may have.',
    remedy: 'Withhold what is not needed with `siegel evidence withhold BUNDLE --fact FACT`.',
    status: 413,
  },
  EVIDENCE_ROOT_WRONG: {
    meaning: 'The evidence does not belong to the report: its hash tree has another root than the one that was signed.',
    remedy: 'Use the bundle of the same run, as it was made.',
    status: 422,
  },
  EVIDENCE_CONTRADICTS_REPORT: {
    meaning:
      'The evidence and the signed report name different circumstances of the run, or lead to different verdicts.',
    remedy: 'Use report and bundle of the same run; if they are, the report does not say what the evidence shows.',
    status: 422,
  },
  EVIDENCE_EXISTS: {
    meaning: 'There is evidence for this report already, and it is not the same.',
    remedy: 'Nothing is to be done: stored evidence is never replaced.',
    status: 409,
  },
  EVIDENCE_FACT_UNKNOWN: {
    meaning: 'The bundle has no fact of this name that could be withheld.',
    remedy: 'See which facts it has with `siegel evidence show BUNDLE`.',
  },
  REPLAY_JUDGES_MISSING: {
    meaning: 'The judges of the suite version that is asked for are not on this machine.',
    remedy:
      'Install the version that the message names, or put its judges into the folder `judges` beside the program.',
    status: 422,
  },
  REPLAY_JUDGES_BROKEN: {
    meaning: 'A file with judges is not what its name says, or it does not judge.',
    remedy: 'Take the file again from the release to which it belongs.',
  },
  REPLAY_FAILED: {
    meaning:
      'Judging again in a process of its own did not end well: it took too long, needed too much memory, or crashed.',
    remedy: 'Ask for less at once; report it if it happens again.',
    status: 503,
  },
} as const satisfies Record<string, ErrorCodeEntry>

import type { ErrorCodeEntry } from '../coded-error.ts'

export const SUITE_ERRORS = {
  SUITE_ROLE_TOO_POWERFUL: {
    meaning: 'The credential has the role admin or manager: what it can do proves nothing about ordinary users.',
    remedy: 'Use a credential with the roles member and reader only.',
  },
  SUITE_ROLE_MISSING: {
    meaning: 'The credential lacks the role member.',
    remedy: 'Give the user of the tests the role member in the tested project.',
  },
  SUITE_TESTCASE_UNKNOWN: {
    meaning: 'No testcase has this id, or none matches this pattern.',
    remedy: 'List the testcases with `siegel list iaas`.',
  },
  SUITE_SCOPE_UNKNOWN: {
    meaning: 'This release has no scope with the uuid or short name that is meant.',
    remedy: 'Use a scope of this release, or a release that has the scope.',
  },
  SUITE_SCOPE_VERSION_UNKNOWN: {
    meaning: 'The scope has no version of this name.',
    remedy: 'List the scope versions with `siegel list iaas`.',
  },
  SUITE_NOTHING_SELECTED: {
    meaning: 'The version, sections and patterns that were given have no testcase in common.',
    remedy: 'Widen one of --scope-version, --testcase and --section.',
  },
  SUITE_SUBJECT_INVALID: {
    meaning: 'A subject is named by letters, digits, dots, hyphens and underscores, at most 100 characters.',
    remedy: 'Use the name under which the monitor knows the cloud.',
  },
  SUITE_OPTION_INVALID: {
    meaning: 'The value of an option is not of the kind that it takes.',
    remedy: 'See `siegel COMMAND --help`.',
  },
  SUITE_FILE_UNREADABLE: {
    meaning: 'A file that was named on the command line cannot be read.',
    remedy: 'Check the path and its permissions.',
  },
  SUITE_FILE_UNWRITABLE: {
    meaning: 'A file that was named on the command line cannot be written.',
    remedy: 'Choose a place that you may write to; the check itself is done before the cloud is asked.',
  },
  SUITE_FACTS_MALFORMED: {
    meaning: 'The file does not hold facts that `siegel check --facts` wrote.',
    remedy: 'Save the facts again, or repair the named places.',
  },
  SUITE_PRESETS_INVALID: {
    meaning: 'siegel.yaml holds something that it cannot; every line names one place.',
    remedy: 'Correct the named places; docs/siegel.schema.json says what may stand there.',
  },
  SUITE_PRESETS_MISSING: {
    meaning: 'Several subjects were asked for, and no siegel.yaml says what they are.',
    remedy: 'Write a siegel.yaml into the working directory, or name one with --config.',
  },
  SUITE_PRESET_UNKNOWN: {
    meaning: 'siegel.yaml has no subject of this name.',
    remedy: 'Use one of the names in the message, or add the subject to the file.',
  },
  SUITE_SUBJECT_RUN_LOST: {
    meaning: 'The run against one of several subjects ended without a result: it crashed, or it was ended by force.',
    remedy: 'Run `siegel check iaas --subject NAME` alone; `siegel clean` removes what the run may have left.',
  },
  SUITE_RUN_MALFORMED: {
    meaning: 'The file does not hold what `siegel check --json` prints.',
    remedy: 'Save the output of `siegel check iaas --json` again.',
  },
  SUITE_MONITOR_UNREACHABLE: {
    meaning: 'The monitor cannot be reached, or does not answer in time.',
    remedy: 'Check the address given with --monitor, the network and the proxy variables.',
  },
  SUITE_MONITOR_REFUSED: {
    meaning: 'The monitor refused what it was asked, or answered in a way that was not expected.',
    remedy: 'Read what the monitor says; administering accounts needs an account with the role admin.',
  },
  SUITE_PUBLISH_TARGET_REFUSED: {
    meaning: 'In the directory for the pages stands something in the way that `siegel publish pages` did not write.',
    remedy: 'Choose an empty directory, or move away what the message names; nothing was changed.',
  },
  SUITE_PUBLISH_TOO_LARGE: {
    meaning: 'The monitor shows more, or longer, pages than a static copy may have.',
    remedy: 'Check the address given with --from; nothing was changed.',
  },
  SUITE_DUE_UNAVAILABLE: {
    meaning: 'The monitor did not tell which testcases are due.',
    remedy: 'Check the address, and that the monitor knows the subject; without --due everything is checked.',
  },
  SUITE_DEMO_FAILED: {
    meaning: 'The demonstration found something that it did not expect.',
    remedy: 'Report the message: it is a fault of Siegel.',
  },
} as const satisfies Record<string, ErrorCodeEntry>

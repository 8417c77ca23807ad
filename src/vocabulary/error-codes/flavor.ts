import type { ErrorCodeEntry } from '../coded-error.ts'

export const FLAVOR_ERRORS = {
  FLAVOR_NAME_INVALID: {
    meaning: 'A name is no SCS flavor name, or does not follow the naming rule of the standard scs-0100.',
    remedy: 'Run `siegel flavor parse NAME`: it marks the place and says what belongs there.',
  },
  FLAVOR_NAME_MISSING: {
    meaning: 'A flavor command was called without anything to work on.',
    remedy: 'Give one or more flavor names, such as `siegel flavor spec SCS-2V-4-20s`.',
  },
  FLAVOR_ANSWER_MISSING: {
    meaning: 'A new flavor name needs more details, and there is no terminal to ask for them.',
    remedy: 'Give the named options, or run `siegel flavor new` on a terminal.',
  },
  FLAVOR_ANSWER_INVALID: {
    meaning: 'An option of `siegel flavor new` has a value that no flavor name can express.',
    remedy: 'Choose one of the listed values; `siegel flavor new --help` shows all options.',
  },
} as const satisfies Record<string, ErrorCodeEntry>

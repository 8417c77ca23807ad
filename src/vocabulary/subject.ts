/** The cloud or cluster under test, such as `gx-scs` or `noris-1.34`. */
export type Subject = string

/** Letters, digits, dots, hyphens and underscores; starts with a letter or digit; at most 100 characters. */
const SUBJECT_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

export function isSubject(name: string): name is Subject {
  return SUBJECT_PATTERN.test(name)
}

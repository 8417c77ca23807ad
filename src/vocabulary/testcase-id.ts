/** For example `scs-0102-prop-hash_algo`; the ids of the standards are kept verbatim, underscores included. */
export type TestcaseId = string

const TESTCASE_ID_PATTERN = /^[a-z0-9][A-Za-z0-9_-]{0,119}$/

export function isTestcaseId(text: string): text is TestcaseId {
  return TESTCASE_ID_PATTERN.test(text)
}

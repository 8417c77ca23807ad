/** Whether a testcase id matches a pattern in which `*` stands for any text and `?` for one character. */
export function matchesPattern(id: string, pattern: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`).test(id)
}

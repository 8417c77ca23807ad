/** Before each line that the script of the virtual machine prints, so that boot messages between them do no harm. */
export const ENTROPY_MARK = '_scs-test-'

/** What cloud-init writes when the script itself could not be run. */
const SCRIPT_FAILED = 'Failed to run module scripts-user'

/**
 * Sorts console lines into the sections of the script's output (scs-0101-w1): from the first mark of a line to the next
 * colon stands the section, the rest without blanks around it is one line of it. Other lines are ignored.
 */
export function entropyConsoleSections(lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const sections = new Map<string, string[]>()
  for (const line of lines) {
    const start = line.indexOf(ENTROPY_MARK)
    const colon = start < 0 ? -1 : line.indexOf(':', start)
    if (colon < 0) continue
    const section = line.slice(start + ENTROPY_MARK.length, colon)
    const text = line.slice(colon + 1).trim()
    sections.set(section, [...(sections.get(section) ?? []), text])
  }
  return sections
}

/** Whether cloud-init says that the script could not be run, so that what is missing says nothing about the cloud. */
export function hasScriptFailed(lines: readonly string[]): boolean {
  return lines.some((line) => line.includes(SCRIPT_FAILED))
}

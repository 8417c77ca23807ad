import type { Subject } from '#vocabulary/subject.ts'

/** Stands for the subject in the name of a file that each of several subjects gets for itself. */
export const SUBJECT_MARK = '{subject}'

/** Whether a file name makes one file per subject. */
export function isOutputPattern(file: string): boolean {
  return file.includes(SUBJECT_MARK)
}

/** The file of one subject; the names of subjects are safe in paths. */
export function outputOf(pattern: string, subject: Subject): string {
  return pattern.replaceAll(SUBJECT_MARK, subject)
}

/** What one examination found. `note`: could not be known, or is worth knowing; `stop`: a check cannot run. */
export interface Diagnosis {
  readonly level: 'ok' | 'note' | 'mend' | 'stop'
  /** What was examined, such as `roles` or `quota of volumes`. */
  readonly about: string
  /** One sentence in English. */
  readonly says: string
  readonly remedy?: string
}

/** 3 if a check cannot run, 1 if there is something to mend, else 0. */
export function doctorExitCode(diagnoses: readonly Diagnosis[]): 0 | 1 | 3 {
  const levels = new Set(diagnoses.map(({ level }) => level))
  if (levels.has('stop')) return 3
  return levels.has('mend') ? 1 : 0
}

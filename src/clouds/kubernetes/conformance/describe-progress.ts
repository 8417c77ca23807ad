interface TestProgress {
  readonly completed: number
  readonly failed: number
  readonly total: number
}

/** How far a run is, such as `120 of 446 tests, 1 failed, about 14 min left`. */
export function describeProgress({ completed, failed, total }: TestProgress, startedAt: Date, at: Date): string {
  const spentMs = at.getTime() - startedAt.getTime()
  const leftMs = completed > 0 ? (spentMs / completed) * Math.max(0, total - completed) : undefined
  const left = leftMs === undefined ? '' : `, about ${Math.ceil(leftMs / 60_000)} min left`
  return `${completed} of ${total} tests, ${failed} failed${left}`
}

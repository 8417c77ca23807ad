/**
 * Lets callers share the runs of an expensive question, so that at most one is under way. A caller never gets an answer to a
 * run that began before it asked: what it knows to have happened is in the answer.
 */
export function shareRuns<Answer>(run: () => Promise<Answer>): () => Promise<Answer> {
  let current: Promise<Answer> | undefined
  let next: Promise<Answer> | undefined

  function start(): Promise<Answer> {
    const own = run().finally(() => {
      if (current === own) current = undefined
    })
    current = own
    return own
  }

  return () => {
    if (next) return next
    if (!current) return start()
    const begin = () => {
      next = undefined
      return start()
    }
    next = current.then(begin, begin)
    return next
  }
}

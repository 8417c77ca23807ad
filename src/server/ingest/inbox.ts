import type { Database } from '../storage/database.ts'
import {
  type Arrival,
  insertNewSubmissions,
  insertSubmission,
  type StoringOutcomes,
} from '../storage/insert-submission.ts'
import type { Standings } from '../storage/note-standings.ts'

/** Where uploads wait to be stored. */
export interface Inbox {
  /**
   * Stores a submission as `insertSubmission` does; when this ends it is stored for good.
   *
   * @throws CodedError SERVER_REPORT_EXISTS
   */
  store(arrival: Arrival): Promise<StoringOutcomes>
}

interface Waiting extends Arrival {
  readonly bytes: number
  readonly outcome: PromiseWithResolvers<StoringOutcomes>
}

/** Few enough that nobody waits long for the others. */
const MOST_TOGETHER = 32
const MOST_BYTES_TOGETHER = 4 * 1024 * 1024

/**
 * Stores together what waits at the same time, in one transaction, so that a crowd of uploads costs the database little more
 * than one: while a transaction is written, the next uploads gather. Where something in a batch is not new, or fails, each
 * of them is stored on its own, so that nobody suffers from another's fault.
 */
export function createInbox(database: Database, standings?: Standings): Inbox {
  const waiting: Waiting[] = []
  const options = standings ? { standings } : {}
  let isStoring = false

  async function storeAll(): Promise<void> {
    if (isStoring) return
    isStoring = true
    for (let batch = takeBatch(waiting); batch.length > 0; batch = takeBatch(waiting)) {
      if (batch.length > 1 && (await storeTogether(batch))) continue
      for (const one of batch) await storeAlone(one)
    }
    isStoring = false
  }

  async function storeTogether(batch: readonly Waiting[]): Promise<boolean> {
    const submissions = batch.map(({ submission }) => submission)
    const isStored = await insertNewSubmissions(database, submissions, options).catch(() => false)
    if (!isStored) return false
    for (const { submission, outcome } of batch) {
      outcome.resolve(new Map(submission.reports.map(({ reportUuid }) => [reportUuid, 'stored'])))
    }
    return true
  }

  async function storeAlone({ submission, leaveOutTaken = false, outcome }: Waiting): Promise<void> {
    await insertSubmission(database, submission, { leaveOutTaken, ...options }).then(outcome.resolve, outcome.reject)
  }

  return {
    store: (arrival) => {
      const outcome = Promise.withResolvers<StoringOutcomes>()
      waiting.push({ ...arrival, bytes: arrival.submission.body.length, outcome })
      void storeAll()
      return outcome.promise
    },
  }
}

/** Takes the first ones out, one at least. */
function takeBatch(waiting: Waiting[]): Waiting[] {
  let bytes = 0
  const tooMany = waiting.findIndex((one, index) => {
    bytes += one.bytes
    return index > 0 && (index >= MOST_TOGETHER || bytes > MOST_BYTES_TOGETHER)
  })
  return waiting.splice(0, tooMany === -1 ? waiting.length : tooMany)
}

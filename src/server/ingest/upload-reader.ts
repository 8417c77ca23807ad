import { Worker } from 'node:worker_threads'
import { CodedError } from '#vocabulary/coded-error.ts'
import { errorOf, type ReadDocument, type ReadUpload, readUpload, type UploadQuestion } from './read-upload.ts'
import { UPLOAD_THREAD } from './upload-thread-url.ts'

/** Reads uploads without keeping the event loop: small ones at once, others in a thread, one after the other. */
export interface UploadReader {
  /** The documents of an upload. Throws CodedError REPORT_… if it cannot be read as a whole, SERVER_BUSY if too much waits. */
  read(question: UploadQuestion): Promise<readonly ReadDocument[]>
  /** How many uploads wait for the thread or are read by it. */
  waiting(): number
  close(): Promise<void>
}

interface Options {
  readonly longestMs?: number
  readonly mostMegabytes?: number
}

/** Reading so much takes a few milliseconds, unless aliases make more of it. */
const SMALL_BYTES = 32_768
const ALIAS = '*'.charCodeAt(0)

/** The largest upload that is allowed needs a fraction of either. */
const LONGEST_MS = 30_000
const MOST_MEGABYTES = 512
const MOST_WAITING_BYTES = 64 * 1024 * 1024
/** An idle thread keeps its memory, so it ends. */
const IDLE_MS = 10_000

/** A large upload starts the thread. One that takes too much time or memory ends the thread, and is refused. */
export function createUploadReader({
  longestMs = LONGEST_MS,
  mostMegabytes = MOST_MEGABYTES,
}: Options = {}): UploadReader {
  let worker: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let waitingBytes = 0
  let idle: NodeJS.Timeout | undefined

  async function end(): Promise<void> {
    clearTimeout(idle)
    const ended = worker
    worker = undefined
    await ended?.terminate()
  }

  function start(): Worker {
    const resourceLimits = { maxOldGenerationSizeMb: mostMegabytes }
    const started = new Worker(UPLOAD_THREAD, { execArgv: [], resourceLimits })
    started.unref()
    return started
  }

  async function ask(question: UploadQuestion): Promise<ReadUpload> {
    clearTimeout(idle)
    const asked = worker ?? start()
    worker = asked
    const answer = Promise.withResolvers<ReadUpload>()
    const giveUp = () => answer.reject(tooMuch())
    const timer = setTimeout(giveUp, longestMs)
    asked.once('message', answer.resolve).once('error', giveUp).once('exit', giveUp)
    try {
      asked.postMessage(question)
      return await answer.promise
    } catch (error) {
      await end()
      throw error
    } finally {
      clearTimeout(timer)
      idle = setTimeout(() => void end(), IDLE_MS).unref()
      asked.off('message', answer.resolve).off('exit', giveUp).off('error', giveUp)
    }
  }

  async function inTurn(question: UploadQuestion): Promise<ReadUpload> {
    const { length } = question.bytes
    if (waitingBytes + length > MOST_WAITING_BYTES) throw new CodedError('SERVER_BUSY', 'too many uploads are waiting')
    waiting += 1
    waitingBytes += length
    const before = last
    const own = before.then(() => ask(question))
    last = own.catch(() => {})
    try {
      return await own
    } finally {
      waiting -= 1
      waitingBytes -= length
    }
  }

  return {
    read: async (question) => {
      const { bytes, format } = question
      const isSmall = bytes.length <= SMALL_BYTES && (format === 'json' || !bytes.includes(ALIAS))
      const upload = isSmall ? readUpload(question) : await inTurn(question)
      if (!upload.ok) throw errorOf(upload.refusal)
      return upload.documents
    },
    waiting: () => waiting,
    close: end,
  }
}

function tooMuch(): CodedError {
  return new CodedError('REPORT_TOO_COMPLEX', 'reading the report takes too much time or memory')
}

import { Worker } from 'node:worker_threads'
import type { BcryptAnswer, BcryptQuestion } from './bcrypt-thread.ts'
import { BCRYPT_THREAD } from './bcrypt-thread-url.ts'

/** A thread that compares passwords with bcrypt hashes, because bcrypt in JavaScript would block the event loop. */
export interface BcryptComparer {
  isMatch(password: string, hash: string): Promise<boolean>
  close(): Promise<void>
}

/** The thread is started by the first question, so that servers without bcrypt hashes have none. */
export function createBcryptComparer(): BcryptComparer {
  const waiting = new Map<number, PromiseWithResolvers<boolean>>()
  let worker: Worker | undefined
  let lastId = 0

  function start(): Worker {
    const started = new Worker(BCRYPT_THREAD, { execArgv: [] })
    started.unref()
    started.on('message', ({ id, isMatch }: BcryptAnswer) => {
      waiting.get(id)?.resolve(isMatch)
      waiting.delete(id)
    })
    started.on('error', (error) => {
      worker = undefined
      for (const question of waiting.values()) question.reject(error)
      waiting.clear()
    })
    return started
  }

  return {
    isMatch: (password, hash) => {
      worker ??= start()
      lastId += 1
      const question: BcryptQuestion = { id: lastId, password, hash }
      const answer = Promise.withResolvers<boolean>()
      waiting.set(question.id, answer)
      worker.postMessage(question)
      return answer.promise
    },
    close: async () => {
      await worker?.terminate()
      worker = undefined
    },
  }
}

import { parentPort } from 'node:worker_threads'
import { compareSync } from 'bcryptjs'

/** One comparison that the main thread asks for. */
export interface BcryptQuestion {
  readonly id: number
  readonly password: string
  readonly hash: string
}

export interface BcryptAnswer {
  readonly id: number
  readonly isMatch: boolean
}

parentPort?.on('message', ({ id, password, hash }: BcryptQuestion) => {
  const answer: BcryptAnswer = { id, isMatch: isMatch(password, hash) }
  parentPort?.postMessage(answer)
})

function isMatch(password: string, hash: string): boolean {
  try {
    return compareSync(password, hash)
  } catch {
    return false
  }
}

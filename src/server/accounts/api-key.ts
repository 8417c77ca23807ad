import { createHash, randomBytes } from 'node:crypto'

const PREFIX = 'siegel_'
const RANDOM_BYTES = 32
const API_KEY = /^siegel_[A-Za-z0-9_-]{43}$/

/** Makes a key of 256 random bits. The prefix lets scanners for leaked credentials recognise it. */
export function newApiKey(): string {
  return `${PREFIX}${randomBytes(RANDOM_BYTES).toString('base64url')}`
}

export function isApiKey(text: string): boolean {
  return API_KEY.test(text)
}

/** What is stored of a key. A plain hash is enough, because 256 random bits cannot be guessed. */
export function digestOfApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}

/** The key in `Authorization: Bearer …` (RFC 6750); undefined if the header says something else. */
export function parseBearer(header: string | undefined): string | undefined {
  return /^bearer +(\S{1,200}) *$/i.exec(header ?? '')?.[1]
}

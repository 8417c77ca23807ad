import type { Syntax } from './flavor-name.ts'
import { FlavorNameError } from './flavor-name-error.ts'

/** Enough for every machine, and small enough that MiB computed from it stay exact. */
const MAX_DIGITS = 12

/** Reads one part of a flavor name from left to right. Every failure names the position in the whole name. */
export class NameScanner {
  readonly #name: string
  readonly #syntax: Syntax
  readonly #end: number
  #position: number

  constructor(name: string, syntax: Syntax, start: number, end: number) {
    this.#name = name
    this.#syntax = syntax
    this.#position = start
    this.#end = end
  }

  get position(): number {
    return this.#position
  }

  isAtEnd(): boolean {
    return this.#position >= this.#end
  }

  /** What is left of the part. */
  rest(): string {
    return this.#name.slice(this.#position, this.#end)
  }

  fail(expected: string, position = this.#position): never {
    throw new FlavorNameError(this.#name, this.#syntax, position, expected)
  }

  /** Takes the text if it stands here. */
  take(text: string): boolean {
    if (!this.rest().startsWith(text)) return false
    this.#position += text.length
    return true
  }

  /** Takes the text, or fails. */
  expect(text: string, expected: string): void {
    if (!this.take(text)) this.fail(expected)
  }

  /** Takes the first of the words that stands here; longer words come first in the list. */
  takeWord<Word extends string>(words: readonly Word[]): Word | null {
    return words.find((word) => this.take(word)) ?? null
  }

  /** Takes as many of the characters as stand here. */
  takeRun(characters: string): string {
    const start = this.#position
    while (!this.isAtEnd() && characters.includes(this.#name.charAt(this.#position))) this.#position += 1
    return this.#name.slice(start, this.#position)
  }

  /** Takes a number of at least 1 if a digit stands here; leading zeros are tolerated. */
  takePositiveInteger(expected: string): number | null {
    const start = this.#position
    const digits = this.takeRun('0123456789')
    if (digits === '') return null
    const significant = digits.replace(/^0+/, '')
    if (significant === '') this.fail(`${expected}, at least 1`, start)
    if (significant.length > MAX_DIGITS) this.fail(`${expected}, at most ${MAX_DIGITS} digits`, start)
    return Number(significant)
  }

  expectPositiveInteger(expected: string): number {
    return this.takePositiveInteger(expected) ?? this.fail(expected)
  }

  /** Takes a positive multiple of 0.5, such as `4`, `3.5`, `.5`; `4.0` and `4.` are tolerated. */
  expectHalves(expected: string): number {
    const start = this.#position
    const [, whole = '', fraction = ''] = /^(\d*)(?:\.(\d*))?$/.exec(this.takeRun('0123456789.')) ?? []
    if (whole === '' && fraction === '') this.fail(expected, start)
    const significant = whole.replace(/^0+/, '')
    if (significant.length > MAX_DIGITS) this.fail(`${expected}, at most ${MAX_DIGITS} digits`, start)
    const half = /^5?0*$/.exec(fraction) ?? this.fail(`${expected} as a multiple of 0.5`, start)
    const value = Number(significant) + (half[0].startsWith('5') ? 0.5 : 0)
    if (value === 0) this.fail(`${expected}, at least 0.5`, start)
    return value
  }

  /** Fails unless the part is read to its end. */
  expectEnd(expected: string): void {
    if (!this.isAtEnd()) this.fail(expected)
  }
}

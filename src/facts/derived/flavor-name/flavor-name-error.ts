import type { Syntax } from './flavor-name.ts'

/** A name that does not follow the grammar: where it stops following it, and what could have stood there. */
export class FlavorNameError extends Error {
  readonly flavorName: string
  readonly syntax: Syntax
  /** Index of the first character that does not fit; the length of the name if something is missing at its end. */
  readonly position: number
  /** What the grammar allows there, such as `"-" and the RAM in GiB`. */
  readonly expected: string

  constructor(flavorName: string, syntax: Syntax, position: number, expected: string) {
    const rest = flavorName.slice(position, position + 12)
    const found = rest === '' ? 'the end of the name' : JSON.stringify(rest)
    super(`expected ${expected} at character ${position + 1}, found ${found}`)
    this.name = 'FlavorNameError'
    this.flavorName = flavorName
    this.syntax = syntax
    this.position = position
    this.expected = expected
  }
}

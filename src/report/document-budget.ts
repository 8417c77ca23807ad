import { CodedError } from '#vocabulary/coded-error.ts'
import { MAX_CHARACTERS, MAX_DEPTH, MAX_VALUES } from './report-limits.ts'

/** NUL, which no database column takes, and halves of surrogate pairs, which no UTF-8 can hold. */
const NUL = '\u0000'

/** Where something stands in a text, as `line:column`, both from 1. */
export type LineColumn = string

/** Counts what is read from one upload, all its documents together, and refuses what is too much, before it is built. */
export class DocumentBudget {
  #values = 0
  #characters = 0

  /** Counts one value at a depth (0 for the document). Throws `REPORT_TOO_COMPLEX`. */
  spendValue(depth: number, place: () => LineColumn): void {
    if (depth > MAX_DEPTH) {
      throw new CodedError('REPORT_TOO_COMPLEX', `the report is nested more than ${MAX_DEPTH} deep`, { place: place() })
    }
    this.#values += 1
    if (this.#values > MAX_VALUES) {
      throw new CodedError('REPORT_TOO_COMPLEX', `the report has more than ${MAX_VALUES} values`, { place: place() })
    }
  }

  /** Counts a text and checks its characters. Throws `REPORT_TOO_COMPLEX` or `REPORT_NOT_UTF8`. */
  spendText(text: string, place: () => LineColumn): string {
    this.#characters += text.length
    if (this.#characters > MAX_CHARACTERS) {
      throw new CodedError('REPORT_TOO_COMPLEX', 'the texts of the report are too long', { place: place() })
    }
    if (text.includes(NUL) || !text.isWellFormed()) {
      throw new CodedError('REPORT_NOT_UTF8', 'a text holds NUL or half a surrogate pair', { place: place() })
    }
    return text
  }

  /** Counts a key and refuses one that is there already. Throws `REPORT_MALFORMED`, too. */
  spendKey(key: string, present: ReadonlyMap<string, unknown>, place: () => LineColumn): string {
    if (present.has(key)) throw malformed(`the key ${JSON.stringify(key.slice(0, 100))} is there twice`, place())
    if (key === '__proto__') throw malformed('the key __proto__ is not allowed', place())
    return this.spendText(key, place)
  }
}

export function malformed(message: string, place: LineColumn): CodedError {
  return new CodedError('REPORT_MALFORMED', message, { place })
}

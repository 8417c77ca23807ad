const DEEPEST_NESTING = 64
/** A thousand images with sixty properties each have 60 000; each may take a hundred bytes of memory. */
const MOST_VALUES = 500_000
/** Longer than anything that an OpenStack service keeps in a field, escapes included; consoles are printed in a megabyte. */
const LONGEST_TEXT = 2 * 1024 * 1024

/** Parses JSON that may be hostile. Throws an Error that says what is wrong, without repeating the text. */
export function parseJson(text: string): unknown {
  const problem = problemIn(text)
  if (problem !== null) throw new Error(problem)
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(text.trim() === '' ? 'it is empty' : 'it is no complete JSON')
  }
}

/** What makes a text too costly to parse. Looks at each character once, and does not care whether it is JSON. */
function problemIn(text: string): string | null {
  let depth = 0
  let values = 0
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '"') {
      const end = endOfText(text, index)
      if (end - index > LONGEST_TEXT) return `a text in it is longer than ${LONGEST_TEXT} characters`
      index = end
    } else if (character === '[' || character === '{') {
      depth++
      values++
      if (depth > DEEPEST_NESTING) return `it is nested more than ${DEEPEST_NESTING} levels deep`
    } else if (character === ']' || character === '}') depth--
    else if (character === ',') values++
    if (values > MOST_VALUES) return `it has more than ${MOST_VALUES} values`
  }
  return null
}

/** The index of the closing quotation mark, or of the end. */
function endOfText(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index++) {
    if (text[index] === '\\') index++
    else if (text[index] === '"') return index
  }
  return text.length
}

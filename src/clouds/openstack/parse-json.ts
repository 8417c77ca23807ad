const DEEPEST_NESTING = 64

/** Parses JSON that may be hostile. Throws an Error that says what is wrong, without repeating the text. */
export function parseJson(text: string): unknown {
  if (nestsDeeperThan(text, DEEPEST_NESTING)) throw new Error(`it is nested more than ${DEEPEST_NESTING} levels deep`)
  try {
    return JSON.parse(text)
  } catch {
    throw new Error(text.trim() === '' ? 'it is empty' : 'it is no complete JSON')
  }
}

function nestsDeeperThan(text: string, limit: number): boolean {
  let depth = 0
  let isInString = false
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (isInString) {
      if (character === '\\') index++
      else if (character === '"') isInString = false
    } else if (character === '"') isInString = true
    else if (character === '[' || character === '{') {
      depth++
      if (depth > limit) return true
    } else if (character === ']' || character === '}') depth--
  }
  return false
}

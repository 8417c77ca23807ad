const TOKENS = /"(?:[^"\\]|\\.)*"|[[\]{},:]|[^\s"[\]{},:]+/g

/**
 * Lays out JSON text as Python's `json.dumps(…, indent=2)` does: two blanks per level, every character beyond ASCII as
 * `\uXXXX`. Works on the text, so that the order of keys and the spelling of numbers stay as they are.
 */
export function prettyJson(text: string): string {
  const parts: string[] = []
  let depth = 0
  let previous = ''
  const newLine = () => parts.push('\n', '  '.repeat(depth))
  for (const [token] of text.matchAll(TOKENS)) {
    const isClosing = token === ']' || token === '}'
    const isEmpty = isClosing && (previous === '[' || previous === '{')
    if (isClosing) depth -= 1
    if (isClosing ? !isEmpty : previous === '[' || previous === '{') newLine()
    parts.push(token.startsWith('"') ? escapeBeyondAscii(token) : token)
    if (token === '[' || token === '{') depth += 1
    if (token === ',') newLine()
    if (token === ':') parts.push(' ')
    previous = token
  }
  return parts.join('')
}

/** UTF-16 unit by unit, so that characters beyond the basic plane become a pair. */
function escapeBeyondAscii(text: string): string {
  return text.replace(/[^\0-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The names that a mistyped one was probably meant to be, nearest first, at most three. */
export function nearestNames(mistyped: string, names: Iterable<string>): string[] {
  const limit = Math.max(2, Math.floor(mistyped.length / 4))
  return [...names]
    .map((name) => ({ name, distance: name.includes(mistyped) ? 1 : editDistance(mistyped, name) }))
    .filter(({ distance }) => distance <= limit)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name)
}

/** Levenshtein's distance: how many characters must be inserted, deleted or exchanged. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= b.length; column += 1) {
      const exchange = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1)
      current.push(Math.min(exchange, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1))
    }
    previous = current
  }
  return previous[b.length] ?? 0
}

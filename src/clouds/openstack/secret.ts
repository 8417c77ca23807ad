const HIDDEN = '(secret)'

/** A password, a token or a key that no log, JSON or error message shows by accident. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The value itself, for the one place that sends it. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return HIDDEN
  }

  toJSON(): string {
    return HIDDEN
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return HIDDEN
  }
}

const SHORTEST_SECRET = 4

/** Replaces every occurrence of the secrets that have so many characters, also as JSON or a URL would spell them. */
export function withoutSecrets(text: string, secrets: Iterable<Secret>, shortest = SHORTEST_SECRET): string {
  let cleaned = text
  for (const secret of secrets) {
    const value = secret.reveal()
    // Shorter ones occur in ordinary words; hiding these would tell more than it hides.
    if (value.length < shortest) continue
    for (const spelling of new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)])) {
      cleaned = cleaned.replaceAll(spelling, HIDDEN)
    }
  }
  return cleaned
}

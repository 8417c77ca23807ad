import type { HttpClient } from '#clouds/openstack/http-client.ts'
import { maskCredentials } from '#report/find-credentials.ts'
import type { JsonValue } from '#report/json-value.ts'

/** Shorter passwords occur in ordinary names, and hiding these would change verdicts. */
const SHORTEST_SECRET = 12

/**
 * What was observed, without anything that looks like a credential, and without those with which one is signed in. Facts are
 * judged, saved and sent after that only, so that judging them again gives the same.
 */
export function withoutCredentials(value: unknown, { http }: { readonly http?: HttpClient }): unknown {
  const masked = maskCredentials(value as JsonValue)
  const text = JSON.stringify(masked)
  if (text === undefined || http === undefined || http.withoutSecrets(text, SHORTEST_SECRET) === text) return masked
  return replaceTexts(masked, (one) => http.withoutSecrets(one, SHORTEST_SECRET))
}

function replaceTexts(value: JsonValue, replace: (text: string) => string): JsonValue {
  if (typeof value === 'string') return replace(value)
  if (Array.isArray(value)) return value.map((item) => replaceTexts(item, replace))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [replace(name), replaceTexts(item, replace)]))
}

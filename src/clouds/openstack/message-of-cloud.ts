const LONGEST_MESSAGE = 200
// Taking the tags out of a page takes time that grows with the square of its length.
const LONGEST_PAGE = 4_000
const MESSAGE_KEYS = ['message', 'faultstring', 'description', 'title', 'detail']

/**
 * What the cloud itself says in the body of an error, as one short printable line; empty if it says nothing legible.
 * Knows the shapes of the OpenStack services (`{"error": {"message": …}}`, `{"forbidden": {"message": …}}`,
 * `{"faultstring": …}`, `{"NeutronError": {…}}`) and plain text or HTML.
 */
export function messageOfCloud(body: string): string {
  const message =
    messageInJson(body) ?? body.slice(0, LONGEST_PAGE).replace(/<(style|title|script)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
  const line = message
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .replace(/\.$/, '')
  return line.length <= LONGEST_MESSAGE ? line : `${line.slice(0, LONGEST_MESSAGE - 1)}…`
}

function messageInJson(body: string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(body.slice(0, 100_000))
  } catch {
    return undefined
  }
  return textIn(value) ?? Object.values(value ?? {}).flatMap((inner) => textIn(inner) ?? [])[0]
}

function textIn(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const record = value as Record<string, unknown>
  const key = MESSAGE_KEYS.find((name) => typeof record[name] === 'string' && record[name] !== '')
  return key === undefined ? undefined : String(record[key])
}

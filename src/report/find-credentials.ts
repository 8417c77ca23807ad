import type { JsonValue } from './json-value.ts'

/** Where something that looks like a credential stands. The credential itself is never repeated. */
export interface FoundCredential {
  /** Such as `run.invocations.run-1.stdout.3`. */
  readonly path: string
  readonly kind: string
}

interface Pattern {
  readonly kind: string
  readonly pattern: RegExp
}

const MASK = '***'
const MOST_FOUND = 20

/** What means a secret when it is the name of a value; `token_file` and `secretName` only point to one. */
const SECRET_WORD =
  '(?:pass(?:word|wd|phrase)|secret|token|credentials?|api[_-]?key|(?:access|private|secret|client)[_-]?key(?:-data)?|x-(?:auth|subject|service)-token)'
const SECRET_NAME = new RegExp(
  String.raw`(?:^|[_.\-])${SECRET_WORD}$|^${SECRET_WORD}$|(?:[a-z](?:Pass|Password|Secret|Token|ApiKey|PrivateKey))$|[_.\-]pass$`,
  'i',
)
/** With what lines of check programs begin. */
const CHANNEL = String.raw`(?:WARN(?:ING)?|ERROR|CRITICAL|INFO|DEBUG):?[ \t]{1,4}`
const SECRET_OPTION = new RegExp(`^--?(?:[a-z0-9]+-)*${SECRET_WORD}$`, 'i')

/** What stands where a credential was, and words that are said about credentials. */
const HARMLESS =
  /^(?:["'(<[{]*)(?:\*+|x{3,}|\.{3,}|none|null|nil|true|false|yes|no|undefined|redacted|masked|hidden|secret|expired|missing|invalid|empty|unset|pass|fail|abort|\d{1,3}|\$\{?\w+\}?|<[^>]*>|\{\{.*)(?:["')>\]},.;:]*)$/i

/**
 * The first group, where there is one, is kept; what follows it is the credential. Every repetition is bounded, and a long
 * one begins where nothing of its kind stands before, so that the time grows with the length of the text only.
 */
const PATTERNS: readonly Pattern[] = [
  { kind: 'private key', pattern: /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY-----[\s\S]*/g },
  {
    kind: 'JSON web token',
    pattern: /(?<![\w-])eyJ[A-Za-z0-9_-]{8,4000}\.eyJ[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{10,2000}/g,
  },
  { kind: 'token of Keystone', pattern: /(?<![\w-])gAAAAA[A-Za-z0-9_-]{50,4000}={0,2}/g },
  { kind: 'access key', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  {
    kind: 'access token',
    pattern:
      /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_\w{30,255}|glpat-[\w-]{16,64}|xox[abprs]-[\w-]{10,200}|siegel_[\w-]{43})/g,
  },
  {
    kind: 'Authorization header',
    pattern:
      /(\b(?:proxy-)?authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:basic|bearer|digest|token|negotiate|aws4-hmac-sha256)\s{1,4})[^\s"']{4,8000}.*/gi,
  },
  {
    kind: 'token header',
    pattern: /(\bx-(?:auth|subject|service)-token["']?\s{0,4}[:=]\s{0,4}["']?)[^\s"']{8,8000}/gi,
  },
  {
    kind: 'key of a kubeconfig',
    pattern: /(\bclient-key-data["']?\s{0,4}:\s{0,4}["']?)[A-Za-z0-9+/=]{16,20000}/g,
  },
  { kind: 'password in an address', pattern: /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@]{0,200}:)[^\s/@]{1,500}(?=@)/gi },
  {
    kind: 'password or secret',
    pattern: new RegExp(
      String.raw`((?:^|[^A-Za-z0-9])(?:[A-Za-z0-9]{1,40}[_.\-]){0,6}${SECRET_WORD}["']?=["']?)[^\s"'&,;]{3,4000}`,
      'gi',
    ),
  },
  {
    kind: 'password or secret',
    pattern: new RegExp(
      String.raw`((?:["'](?:[A-Za-z0-9]{1,40}[_.\-]){0,6}${SECRET_WORD}["']\s{0,4}:\s{0,4}["'])|(?:^[ \t]{0,40}(?:${CHANNEL})?(?:- )?(?:[A-Za-z0-9]{1,40}[_.\-]){0,6}${SECRET_WORD}:\s{1,4}["']?)|(?:(?<![A-Za-z0-9])(?:[A-Za-z0-9]{1,40}[_.\-]){0,6}${SECRET_WORD}:\s{1,4}["']))[^\s"',]{6,4000}(?=["',}\s]*$|["'])`,
      'gim',
    ),
  },
  {
    kind: 'password or secret',
    pattern: new RegExp(
      String.raw`((?:^|\s)--(?:[a-z0-9]{1,40}-){0,6}${SECRET_WORD}\s{1,4})(?!--|-[a-z]{1,20}(?:\s|$))[^\s"']{3,4000}`,
      'gi',
    ),
  },
]

/**
 * What every text has in which a pattern finds something: one cheap look spares nearly all texts of a report the patterns.
 * Each is in lower or upper case only where a pattern is, too.
 */
const HINT =
  /PRIVATE KEY|eyJ|gAAAAA|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|siegel_|:\/\/|[Tt][Oo][Kk][Ee][Nn]|[Pp][Aa][Ss][Ss]|[Ss][Ee][Cc][Rr][Ee][Tt]|[Cc][Rr][Ee][Dd][Ee][Nn]|[Kk][Ee][Yy]|[Aa][Uu][Tt][Hh]/
const SHORTEST = 8

const PEM_BEGIN = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY-----/
const PEM_END = /-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY-----/

/**
 * Looks through every text and name of a report for tokens, passwords, private keys, parts of a kubeconfig and
 * `Authorization` headers. Masks (`***`), references to variables and words about credentials are left alone. At most 20
 * are listed.
 */
export function findCredentials(document: JsonValue): FoundCredential[] {
  const found: FoundCredential[] = []
  walk(document, [], (path, kind) => {
    const name = path.map((step) => (maskText(step) === step ? step.slice(0, 120) : MASK)).join('.')
    if (found.length < MOST_FOUND && found.every((other) => other.path !== name)) found.push({ path: name, kind })
  })
  return found
}

/** The same document with everything masked that `findCredentials` finds. */
export function maskCredentials(document: JsonValue): JsonValue {
  return walk(document, [], () => {})
}

/** A text with everything masked in it that looks like a credential. */
export function maskText(text: string): string {
  return scan(text, () => {})
}

type Report = (path: readonly string[], kind: string) => void

function walk(value: JsonValue, path: readonly string[], report: Report): JsonValue {
  if (typeof value === 'string') return scan(value, (kind) => report(path, kind))
  if (Array.isArray(value)) return walkList(value, path, report)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const inside = [...path, name]
      const shownName = scan(name, (kind) => report(inside, kind))
      if (typeof member === 'string' && SECRET_NAME.test(name) && isSecret(member)) {
        report(inside, 'password or secret')
        return [shownName, MASK]
      }
      return [shownName, walk(member, inside, report)]
    }),
  )
}

/** Lists are often lines of output, over which a key may extend, or arguments, of which one is the name of the next. */
function walkList(values: readonly JsonValue[], path: readonly string[], report: Report): JsonValue {
  let isInKey = false
  return values.map((value, index) => {
    const inside = [...path, String(index)]
    const before = values[index - 1]
    if (typeof value !== 'string') return walk(value, inside, report)
    if (isInKey) {
      isInKey = !PEM_END.test(value)
      return MASK
    }
    if (PEM_BEGIN.test(value)) isInKey = !PEM_END.test(value)
    if (typeof before === 'string' && SECRET_OPTION.test(before) && !value.startsWith('-') && isSecret(value)) {
      report(inside, 'password or secret')
      return MASK
    }
    return walk(value, inside, report)
  })
}

function scan(text: string, onFound: (kind: string) => void): string {
  if (text.length < SHORTEST || !HINT.test(text)) return text
  return PATTERNS.reduce(
    (masked, { kind, pattern }) =>
      masked.replaceAll(pattern, (match: string, kept: unknown) => {
        const prefix = typeof kept === 'string' ? kept : ''
        if (!isSecret(match.slice(prefix.length))) return match
        onFound(kind)
        return `${prefix}${MASK}`
      }),
    text,
  )
}

function isSecret(text: string): boolean {
  return text.trim() !== '' && !HARMLESS.test(text.trim())
}

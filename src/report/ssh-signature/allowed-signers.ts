import { CodedError } from '#vocabulary/coded-error.ts'
import { decodeBase64 } from './armour.ts'
import { parsePublicKey } from './public-key.ts'
import { SshFormatError } from './ssh-reader.ts'
import type { AllowedKey } from './verify-signature.ts'

/** One line of an allowed signers file. Patterns may hold `*`, `?` and a leading `!`. */
export interface AllowedSigner extends AllowedKey {
  readonly principals: readonly string[]
  /** The namespaces for which the key may sign; absent: for all. */
  readonly namespaces?: readonly string[]
}

const FIELD = /(?:"[^"]*"|[^\s"])+/y
const TIME =
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})(?:(?<hour>\d{2})(?<minute>\d{2})(?<second>\d{2})?)?(?<zone>Z)?$/
const KEY_TYPE = /^(?:sk-)?(?:ssh|ecdsa)-[a-z0-9-]+(?:@openssh\.com)?$/

/**
 * Reads an allowed signers file (ssh-keygen(1), ALLOWED SIGNERS): principals, the options `namespaces`, `valid-after` and
 * `valid-before`, key type, key, comment. Moments without `Z` are taken as UTC. Throws
 * `REPORT_ALLOWED_SIGNERS_MALFORMED` with the line, for certificate authorities, too.
 */
export function parseAllowedSigners(text: string, file = 'allowed signers'): AllowedSigner[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    if (/^\s*(?:#|$)/.test(line)) return []
    return [parseLine(line, `${file}:${index + 1}`)]
  })
}

/** The signers whose key may sign for a namespace, and whose principals match the identity, if one is named. */
export function selectSigners(
  signers: readonly AllowedSigner[],
  namespace: string,
  identity?: string,
): readonly AllowedSigner[] {
  return signers.filter(
    ({ namespaces, principals }) =>
      (namespaces === undefined || matchesList(namespace, namespaces)) &&
      (identity === undefined || matchesList(identity, principals)),
  )
}

function parseLine(line: string, place: string): AllowedSigner {
  const [principals = '', ...rest] = splitFields(line, place)
  const options = KEY_TYPE.test(rest[0] ?? '') ? '' : (rest.shift() ?? '')
  const [keyType = '', keyBody = '', ...comment] = rest
  requireKey(keyType, keyBody, place)
  return {
    principals: unquote(principals).split(','),
    keyType,
    keyBody,
    ...(comment.length > 0 ? { name: comment.join(' ') } : {}),
    ...parseOptions(options, place),
  }
}

function splitFields(line: string, place: string): string[] {
  const fields: string[] = []
  let offset = line.search(/\S/)
  while (offset < line.length) {
    FIELD.lastIndex = offset
    const field = FIELD.exec(line)?.[0]
    if (field === undefined) throw malformed('a quotation mark is not closed', place)
    fields.push(field)
    offset += field.length
    offset += line.slice(offset).search(/\S|$/)
  }
  return fields
}

function requireKey(keyType: string, keyBody: string, place: string): void {
  try {
    if (parsePublicKey(decodeBase64(keyBody)).keyType === keyType) return
  } catch (error) {
    if (error instanceof SshFormatError || error instanceof CodedError) throw malformed(error.message, place)
    throw error
  }
  throw malformed('the key is of another type than the line says', place)
}

function parseOptions(text: string, place: string): Pick<AllowedSigner, 'namespaces' | 'validFrom' | 'validUntil'> {
  const options: { namespaces?: string[]; validFrom?: Date; validUntil?: Date } = {}
  for (const option of text.match(/(?:"[^"]*"|[^,"])+/g) ?? []) {
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/.exec(option) ?? []
    switch (name.toLowerCase()) {
      case 'namespaces':
        options.namespaces = unquote(value).split(',')
        break
      case 'valid-after':
        options.validFrom = parseTime(unquote(value), place)
        break
      case 'valid-before':
        options.validUntil = parseTime(unquote(value), place)
        break
      case 'cert-authority':
        throw malformed('certificate authorities are not supported; list the keys themselves', place)
      default:
        throw malformed(`the option ${JSON.stringify(name.slice(0, 64))} is not known`, place)
    }
  }
  return options
}

function parseTime(text: string, place: string): Date {
  const parts = TIME.exec(text)?.groups
  if (!parts) throw malformed('a moment is not written as YYYYMMDD[HHMM[SS]][Z]', place)
  const { year, month, day, hour = '00', minute = '00', second = '00' } = parts
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`
  const moment = new Date(iso)
  if (Number.isNaN(moment.getTime()) || moment.toISOString() !== iso) throw malformed('a moment does not exist', place)
  return moment
}

/** OpenSSH's rule for pattern lists: one pattern has to match, and no negated one may. */
function matchesList(text: string, patterns: readonly string[]): boolean {
  if (patterns.some((pattern) => pattern.startsWith('!') && matches(text, pattern.slice(1)))) return false
  return patterns.some((pattern) => matches(text, pattern))
}

/** Walks over text and pattern once, falling back to the last star, so that no pattern takes exponential time. */
function matches(text: string, pattern: string): boolean {
  let [textAt, patternAt, starAt, textAtStar] = [0, 0, -1, 0]
  while (textAt < text.length) {
    if (pattern[patternAt] === '*') {
      starAt = patternAt
      textAtStar = textAt
      patternAt += 1
    } else if (pattern[patternAt] === '?' || pattern[patternAt] === text[textAt]) {
      textAt += 1
      patternAt += 1
    } else if (starAt >= 0) {
      textAtStar += 1
      textAt = textAtStar
      patternAt = starAt + 1
    } else return false
  }
  return /^\**$/.test(pattern.slice(patternAt))
}

function unquote(text: string): string {
  return text.replaceAll('"', '')
}

function malformed(message: string, place: string): CodedError {
  return new CodedError('REPORT_ALLOWED_SIGNERS_MALFORMED', message, { place })
}

import { isTestcaseId } from '#vocabulary/testcase-id.ts'
import { maskText } from './find-credentials.ts'
import type { JsonValue } from './json-value.ts'

/** Stands in front of the lines that are left. */
export const REDACTED_MARK = '(the following has been redacted)'

const RESULT_LINE = /^(?<testcaseId>\S{1,120}): (?:PASS|FAIL|ABORT)$/
const CHANNEL_LINE = /^(?:WARNIN|ERROR:|CRITICAL:)/

/**
 * What everybody may see of what programs printed: lines that are results, and on the error channel warnings, errors and
 * critical ones, with everything masked in them that looks like a credential. What is no text is left out. Where lines were
 * taken away, a mark says so and the invocation is `redacted`.
 */
export function redactReport(document: JsonValue): JsonValue {
  return changeMember(document, 'run', (run) =>
    changeMember(run, 'invocations', (invocations) =>
      isObject(invocations)
        ? Object.fromEntries(Object.entries(invocations).map(([name, value]) => [name, redactInvocation(value)]))
        : invocations,
    ),
  )
}

function redactInvocation(invocation: JsonValue): JsonValue {
  if (!isObject(invocation)) return invocation
  const stdout = redactLines(invocation.stdout, isResultLine)
  const stderr = redactLines(invocation.stderr, (line) => CHANNEL_LINE.test(line))
  const isRedacted = stdout?.[0] === REDACTED_MARK || stderr?.[0] === REDACTED_MARK
  return {
    ...invocation,
    ...(stdout && { stdout }),
    ...(stderr && { stderr }),
    ...(isRedacted && { redacted: true }),
  }
}

function redactLines(lines: JsonValue | undefined, isShown: (line: string) => boolean): string[] | undefined {
  if (!Array.isArray(lines)) return undefined
  const all: readonly JsonValue[] = lines
  const kept = all.filter((line) => typeof line === 'string').filter(isShown)
  const masked = kept.map(maskText)
  return kept.length < all.length ? [REDACTED_MARK, ...masked] : masked
}

function isResultLine(line: string): boolean {
  return isTestcaseId(RESULT_LINE.exec(line)?.groups?.testcaseId ?? '')
}

type Member = { readonly [key: string]: JsonValue }

function isObject(value: JsonValue | undefined): value is Member {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function changeMember(value: JsonValue, name: string, change: (member: JsonValue) => JsonValue): JsonValue {
  const member = isObject(value) ? value[name] : undefined
  return isObject(value) && member !== undefined ? { ...value, [name]: change(member) } : value
}

import { SERVICE_PREFIXES, type ServiceProgram } from './content/services.ts'
import type { PracticeAccessRule } from './practice-content.ts'
import type { PracticeRequest, PracticeState } from './practice-exchange.ts'

/**
 * Whether an application credential with access rules may make that call. `*` and `{name}` stand for one segment of the
 * path, `**` for any number (Identity API v3, access rules).
 */
export function isWithinAccessRules(
  rules: readonly PracticeAccessRule[],
  request: PracticeRequest,
  state: Pick<PracticeState, 'content'>,
): boolean {
  const { program } = request
  if (rules.length === 0 || program === null || program === 'keystone') return true
  const types = typesOf(program, state)
  return rules.some(
    (rule) => types.includes(rule.service) && rule.method === request.asked && isSamePath(rule.path, request.path),
  )
}

function typesOf(program: ServiceProgram, { content }: Pick<PracticeState, 'content'>): string[] {
  const prefix = SERVICE_PREFIXES[program]
  return content.services.filter(({ path }) => path === prefix || path.startsWith(`${prefix}/`)).map(({ type }) => type)
}

function isSamePath(pattern: string, path: string): boolean {
  const expression = pattern
    .split('/')
    .map((segment) => {
      if (segment === '**') return '.*'
      return segment === '*' || /^\{[^}]*\}$/.test(segment) ? '[^/]+' : RegExp.escape(segment)
    })
    .join('/')
  return new RegExp(`^${expression}$`).test(path)
}

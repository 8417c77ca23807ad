import { CodedError } from '#vocabulary/coded-error.ts'

/** Variables of a template, all of them texts. */
export type TemplateVariables = Readonly<Record<string, string>>

const TAG = /\{\{(.*?)\}\}|\{%-?(.*?)-?%\}|\{#.*?#\}/gs
const DEFAULT = /^default\(\s*(?:'([^']*)'|"([^"]*)"|(-?\d+|true|false))\s*(?:,\s*true\s*)?\)$/
const MOST_TAGS = 5_000

type Problem = (message: string) => CodedError

/** One `if`: whether what stands here is put out, and whether one of its branches was. */
interface Block {
  readonly isOpen: boolean
  readonly isDecided: boolean
}

/**
 * Fills in a template as today's `clusters.yaml` names them, in the notation of Jinja2: `{{ name }}` with the filters
 * `default('x')` and `int`, `{% if name %}`, `{% if not name %}`, `{% else %}`, `{% endif %}`, comments. A variable that
 * does not exist is an error, unless it has a default or is only asked for.
 *
 * @throws CodedError PROVISION_TEMPLATE_INVALID with the place; it holds no value
 */
export function renderTemplate(template: string, variables: TemplateVariables, place: string): string {
  let output = ''
  let last = 0
  let count = 0
  const blocks: Block[] = []
  const isPutOut = () => blocks.every(({ isOpen }) => isOpen)
  for (const match of template.matchAll(TAG)) {
    const line = template.slice(0, match.index).split('\n').length
    const problem: Problem = (message) => invalid(message, `${place}:${line}`)
    count++
    if (count > MOST_TAGS) throw problem(`there are more than ${MOST_TAGS} placeholders`)
    if (isPutOut()) output += template.slice(last, match.index)
    last = match.index + match[0].length
    const [, expression, statement] = match
    if (expression !== undefined && isPutOut()) output += filledIn(expression, variables, problem)
    if (statement !== undefined) carryOut(statement.trim(), blocks, variables, problem)
  }
  if (blocks.length > 0) throw invalid('an if has no endif', place)
  return output + template.slice(last)
}

function filledIn(expression: string, variables: TemplateVariables, problem: Problem): string {
  const [name = '', ...filters] = expression.split('|').map((part) => part.trim())
  if (!/^[A-Za-z_]\w*$/.test(name)) throw problem('only a variable and its filters can stand between {{ and }}')
  let value = variableOf(name, variables)
  for (const filter of filters) {
    const [isDefault, single, double, plain] = DEFAULT.exec(filter) ?? []
    if (isDefault !== undefined) value ??= single ?? double ?? plain
    else if (filter !== 'int') throw problem(`there is no filter ${filter.slice(0, 50)}`)
    else if (value !== undefined && !/^-?\d+$/.test(value)) throw problem(`${name} is no whole number`)
  }
  if (value === undefined) throw problem(`there is no variable ${name}`)
  return value
}

function carryOut(statement: string, blocks: Block[], variables: TemplateVariables, problem: Problem): void {
  const [condition, negation, name = ''] = /^if\s+(not\s+)?([A-Za-z_]\w*)$/.exec(statement) ?? []
  if (condition !== undefined) {
    const isSet = !['', 'false', 'False', '0'].includes(variableOf(name, variables) ?? '')
    const isOpen = isSet === (negation === undefined)
    blocks.push({ isOpen, isDecided: isOpen })
    return
  }
  const block = blocks.pop()
  if (block === undefined || (statement !== 'else' && statement !== 'endif')) {
    throw problem(`what stands between {% and %} is not understood: ${statement.slice(0, 50)}`)
  }
  if (statement === 'else') blocks.push({ isOpen: !block.isDecided, isDecided: true })
}

function variableOf(name: string, variables: TemplateVariables): string | undefined {
  return Object.hasOwn(variables, name) ? variables[name] : undefined
}

function invalid(message: string, place: string): CodedError {
  return new CodedError('PROVISION_TEMPLATE_INVALID', `The template cannot be filled in: ${message}.`, { place })
}

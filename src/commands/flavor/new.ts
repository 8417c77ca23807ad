import { createInterface } from 'node:readline'
import { Command } from 'commander'
import { canonicalName, shortFlavorName } from '#facts/derived/flavor-name/canonical-name.ts'
import { describeFlavorName } from '#facts/derived/flavor-name/describe-flavor-name.ts'
import { flavorCreateCommand } from '#facts/derived/flavor-name/flavor-create-command.ts'
import type { FlavorName } from '#facts/derived/flavor-name/flavor-name.ts'
import { extraSpecsOf, machineSpec } from '#facts/derived/flavor-name/machine-spec.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from '../command-context.ts'
import { describeAnswer } from './check-answer.ts'
import { type Ask, collectAnswers, missingFlags } from './collect-answers.ts'
import { type Answers, FLAVOR_QUESTIONS, type FlavorQuestion } from './flavor-questions.ts'
import { nameFromAnswers } from './name-from-answers.ts'

type Options = Readonly<Record<string, string | true | undefined>>

/** `siegel flavor new`: makes a name from options, or from answers on a terminal; questions go to stderr. */
export function newCommand(context: CommandContext): Command {
  const command = new Command('new').description('make a flavor name; asks on a terminal for what no option says')
  for (const question of FLAVOR_QUESTIONS) command.option(question.flag, help(question))
  return command.option('--json', 'print JSON').action(async (options: Options) => {
    const given = stated(options)
    const missing = missingFlags(given)
    const answers = missing.length === 0 ? await collectAnswers(given, null) : await askFor(given, missing, context)
    const flavorName = nameFromAnswers(answers)
    context.stdout.write(options.json === true ? asJson(flavorName) : asText(flavorName))
  })
}

function help(question: FlavorQuestion): string {
  const answers = question.answer.kind === 'yes-no' ? '' : describeAnswer(question, {})
  return answers === '' ? question.question : `${question.question}: ${answers}`
}

function stated(options: Options): Answers {
  const entries = FLAVOR_QUESTIONS.flatMap(({ key }) => {
    const value = options[key]
    return value === undefined ? [] : [[key, value === true ? 'yes' : value]]
  })
  return Object.fromEntries(entries)
}

async function askFor(given: Answers, missing: readonly string[], context: CommandContext): Promise<Answers> {
  const { stdin, stderr, signal } = context
  if (stdin.isTTY !== true) {
    throw new CodedError('FLAVOR_ANSWER_MISSING', `these options are needed: ${missing.join(', ')}`)
  }
  const lines = createInterface({ input: stdin, output: stderr, terminal: stderr.isTTY === true, signal })
  let isClosed = false
  lines.once('close', () => {
    isClosed = true
  })
  const iterator = lines[Symbol.asyncIterator]()
  const ask: Ask = async (prompt) => {
    // At the end of the input there may still be lines to read, but a closed interface cannot prompt any more.
    if (isClosed) stderr.write(prompt)
    else {
      lines.setPrompt(prompt)
      lines.prompt()
    }
    const { done, value } = await iterator.next()
    return done ? null : value
  }
  try {
    return await collectAnswers(given, ask)
  } finally {
    lines.close()
  }
}

function result(flavorName: FlavorName) {
  const name = canonicalName(flavorName)
  const spec = machineSpec(flavorName)
  return {
    name,
    short: canonicalName(shortFlavorName(flavorName)),
    description: describeFlavorName(flavorName),
    extraSpecs: extraSpecsOf(spec),
    command: flavorCreateCommand(name, spec),
  }
}

function asJson(flavorName: FlavorName): string {
  const { command, ...rest } = result(flavorName)
  return `${JSON.stringify({ ...rest, command: command.join(' ') }, null, 2)}\n`
}

function asText(flavorName: FlavorName): string {
  const { name, short, description, extraSpecs, command } = result(flavorName)
  const specs = Object.entries(extraSpecs).map(([key, value]) => `  ${key}=${value}\n`)
  const shortLine = short === name ? '' : `short name:  ${short}\n`
  return `name:        ${name}
${shortLine}description: ${description}
extra specs:
${specs.join('')}
${command.join(' \\\n  ')}
`
}

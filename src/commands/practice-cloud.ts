import { once } from 'node:events'
import { Command } from 'commander'
import { DEFECT_FAMILIES, SINGLE_DEFECTS } from '#clouds/practice/defects.ts'
import type { PracticeDefect } from '#clouds/practice/practice-defect.ts'
import { startPracticeCloud } from '#clouds/practice/start-practice-cloud.ts'
import { writeCloudsYaml } from '#clouds/practice/write-clouds-yaml.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { CommandContext } from './command-context.ts'
import { repeated } from './repeated-option.ts'

interface PracticeCloudCommandOptions {
  readonly port: number
  readonly defect: string[]
  readonly latency: number
  readonly pace: number
  readonly cloudsYaml?: string
  readonly listDefects?: true
}

const LARGEST_PORT = 65_535
const LARGEST_LATENCY_MS = 600_000
const LARGEST_PACE = 100_000

/** `siegel practice-cloud`: runs a cloud to practise on, on this machine only, until it is interrupted. */
export function command(context: CommandContext): Command {
  return new Command('practice-cloud')
    .description('run a cloud to practise on: it answers as an OpenStack does, on this machine only')
    .option('--port <number>', 'listen on this port; 0 takes a free one', wholeNumber('--port', LARGEST_PORT), 0)
    .option('--defect <name>', 'make the cloud wrong in this way (repeatable)', repeated, [])
    .option('--latency <ms>', 'wait so long before each answer', wholeNumber('--latency', LARGEST_LATENCY_MS), 0)
    .option('--pace <factor>', 'let objects live so many times as fast', wholeNumber('--pace', LARGEST_PACE, 1), 1)
    .option('--clouds-yaml <file>', 'write the access data there instead of printing it')
    .option('--list-defects', 'list the names of all defects and what each breaks')
    .action(async (options: PracticeCloudCommandOptions) => {
      if (options.listDefects) {
        context.stdout.write([...defectLines()].join(''))
        return
      }
      await runPracticeCloud(options, context)
    })
}

async function runPracticeCloud(options: PracticeCloudCommandOptions, context: CommandContext): Promise<void> {
  const { clock, signal, stdout } = context
  const cloud = await startPracticeCloud({
    clock,
    port: options.port,
    defects: options.defect,
    latencyMs: options.latency,
    pace: options.pace,
  })
  try {
    stdout.write(`The practice cloud answers at ${cloud.authUrl}\n`)
    if (options.cloudsYaml === undefined) {
      stdout.write(`Put this into your clouds.yaml:\n\n${cloud.cloudsYaml()}\n`)
    } else {
      const path = await writeCloudsYaml(options.cloudsYaml, context.workingDirectory, cloud.cloudsYaml())
      stdout.write(`Its access data is in ${path}: clouds practice, practice-appcred and practice-admin.\n`)
    }
    stdout.write('It ends with Ctrl-C.\n')
    if (!signal.aborted) await once(signal, 'abort')
  } finally {
    await cloud.stop()
  }
}

function* defectLines(): Generator<string> {
  for (const defect of SINGLE_DEFECTS) yield defectLine(defect.name, defect, defect.description)
  for (const { members, name, placeholder } of DEFECT_FAMILIES) {
    const [example] = members
    if (example === undefined) continue
    const values = members.map((member) => member.name.slice(name.length + 1))
    yield `\n${name}:<${placeholder}>\n    for example: ${example.description}\n    ${consequence(example)}\n`
    yield `    ${placeholder}: ${values.join(', ')}\n`
  }
}

function defectLine(name: string, defect: PracticeDefect, description: string): string {
  return `\n${name}\n    ${description}\n    ${consequence(defect)}\n`
}

function consequence({ aborts, breaks }: PracticeDefect): string {
  const parts = [
    ...(breaks.length > 0 ? [`FAIL: ${breaks.join(', ')}`] : []),
    ...(aborts === null ? [] : [`ABORT (${aborts}) of what needs this`]),
  ]
  return parts.length > 0 ? parts.join('; ') : 'no testcase has to suffer'
}

function wholeNumber(option: string, largest: number, smallest = 0) {
  return (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if (number >= smallest && number <= largest) return number
    throw new CodedError('PRACTICE_OPTION_INVALID', `${option} must be a whole number from ${smallest} to ${largest}.`)
  }
}

import { Command } from 'commander'
import { resolveVersion } from '#scopes/resolve-version.ts'
import { validityAt } from '#scopes/validity-at.ts'
import { type Layer, testcasesOfLayer } from '#suite/layer.ts'
import { paintFor, wantsColour } from '#suite/print/paint.ts'
import { testcaseDefaults } from '#suite/select-testcases.ts'
import { TESTCASES } from '#testcases/index.ts'
import { bundledScope } from './bundled-scopes.ts'
import type { CommandContext } from './command-context.ts'

interface ListedTestcase {
  readonly id: string
  readonly title: string | null
  readonly judgedBy: 'program' | 'person' | null
  readonly section: string | null
  readonly lifetime: string
  /** Version → target. */
  readonly versions: Readonly<Record<string, string>>
}

/** `siegel list iaas` and `siegel list kaas`: every testcase with the scope versions and targets that use it. */
export function command(context: CommandContext): Command {
  const list = new Command('list').description('list testcases')
  addLayer(list, 'iaas', 'testcases for OpenStack clouds', context)
  addLayer(list, 'kaas', 'testcases for Kubernetes offerings', context)
  return list
}

function addLayer(list: Command, layer: Layer, description: string, context: CommandContext): void {
  list
    .command(layer)
    .description(description)
    .option('--json', 'as JSON')
    .action((options: { json?: true }) => {
      const rows = listTestcases(layer)
      if (options.json) {
        context.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
        return
      }
      const scope = bundledScope(layer)
      const now = context.clock()
      const paint = paintFor(wantsColour(context.stdout, context.environment))
      const states = scope.versions.map(({ version }) => `${version} is ${validityAt(scope, version, now).validity}`)
      context.stdout.write(`${paint.bold(scope.name)}: ${states.join(', ')} on ${now.toISOString().slice(0, 10)}\n\n`)
      for (const row of rows) context.stdout.write(`${rowLine(row)}\n`)
    })
}

function listTestcases(layer: Layer): ListedTestcase[] {
  const scope = bundledScope(layer)
  const defaults = testcaseDefaults(TESTCASES)
  const known = new Map(testcasesOfLayer(TESTCASES, layer).map((testcase) => [testcase.id, testcase]))
  const uses = new Map<string, Record<string, string>>()
  for (const { version } of scope.versions) {
    for (const { id, target } of resolveVersion(scope, version, defaults).testcases) {
      uses.set(id, { ...uses.get(id), [version]: target })
    }
  }
  return [...new Set([...known.keys(), ...uses.keys()])].sort().map((id) => {
    const testcase = known.get(id)
    return {
      id,
      title: testcase?.title ?? null,
      judgedBy: testcase?.judgedBy ?? null,
      section: testcase?.judgedBy === 'program' ? testcase.section : null,
      lifetime: testcase?.lifetime ?? 'week',
      versions: uses.get(id) ?? {},
    }
  })
}

function rowLine({ id, title, judgedBy, section, versions }: ListedTestcase): string {
  const uses = Object.entries(versions).map(([version, target]) =>
    target === 'main' ? version : `${version} (${target})`,
  )
  const how = judgedBy === null ? 'not in this release' : (section ?? 'by a person')
  return `${id.padEnd(40)} ${how.padEnd(12)} ${(uses.join(', ') || 'no version').padEnd(20)} ${title ?? ''}`.trimEnd()
}

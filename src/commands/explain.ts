import { Command } from 'commander'
import { PROBES } from '#probes/index.ts'
import { resolveVersion } from '#scopes/resolve-version.ts'
import { paintFor, wantsColour } from '#suite/print/paint.ts'
import { SECTION_WORDS } from '#suite/print/words.ts'
import { testcaseDefaults } from '#suite/select-testcases.ts'
import type { Testcase } from '#testcases/define-testcase.ts'
import { TESTCASES } from '#testcases/index.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { nearestNames } from '#vocabulary/nearest-names.ts'
import { bundledScope } from './bundled-scopes.ts'
import type { CommandContext } from './command-context.ts'

/** `siegel explain TESTCASE`: what it demands, why, what it asks the cloud, and what to do when it fails. */
export function command(context: CommandContext): Command {
  return new Command('explain')
    .description('explain one testcase')
    .argument('<testcase>', 'its id, such as scs-0102-prop-min_disk')
    .action((id: string) => {
      const paint = paintFor(wantsColour(context.stdout, context.environment))
      context.stdout.write(`${explanation(findTestcase(id), paint.bold).join('\n')}\n`)
    })
}

function findTestcase(id: string): Testcase {
  const testcase = TESTCASES.find((one) => one.id === id)
  if (testcase !== undefined) return testcase
  const near = nearestNames(
    id,
    TESTCASES.map((one) => one.id),
  )
  throw new CodedError('SUITE_TESTCASE_UNKNOWN', `There is no testcase “${id}”.`, {
    ...(near.length > 0 && { remedy: `Did you mean ${near.join(', ')}?` }),
  })
}

function explanation(testcase: Testcase, bold: (text: string) => string): string[] {
  const uses = usesOf(testcase.id)
  return [
    bold(testcase.id),
    '',
    `  ${testcase.title}.`,
    '',
    `  used by:     ${uses.length > 0 ? uses.join(', ') : 'no scope version'}`,
    `  requirement: ${testcase.requirement}`,
    `  to do:       ${testcase.remedy}`,
    `  counts for:  a ${testcase.lifetime ?? 'week'} (to the end of the following one)`,
    ...(testcase.judgedBy === 'person'
      ? ['  judged by:   a person, from documents']
      : [
          `  section:     ${testcase.section} (${SECTION_WORDS[testcase.section]})`,
          ...testcase.needs.flatMap((name) => [
            `  needs fact:  ${name}`,
            ...PROBES[name].calls.map((call) => `               ${call}`),
          ]),
        ]),
  ]
}

function usesOf(id: string): string[] {
  const defaults = testcaseDefaults(TESTCASES)
  return (['iaas', 'kaas'] as const).flatMap((layer) => {
    const scope = bundledScope(layer)
    return scope.versions.flatMap(({ version }) => {
      const use = resolveVersion(scope, version, defaults).testcases.find((one) => one.id === id)
      return use === undefined ? [] : [`${scope.name} ${version} (${use.target})`]
    })
  })
}

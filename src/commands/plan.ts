import { Command, Option } from 'commander'
import type { FactsDocument } from '#facts/facts-document.ts'
import { makePlan } from '#replay/make-plan.ts'
import { observedValues } from '#replay/observed-values.ts'
import type { Plan } from '#replay/plan.ts'
import { verificationLines } from '#replay/plan-outputs/verification-lines.ts'
import { PLAN_FORMATS, type PlanFormat, writePlan } from '#replay/plan-outputs/write-plan.ts'
import { type PlanTrial, verifyPlan } from '#replay/verify-plan.ts'
import { type Layer, testcasesOfLayer } from '#suite/layer.ts'
import { readFactsFile } from '#suite/read-facts-file.ts'
import { selectTestcases } from '#suite/select-testcases.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import { TESTCASES } from '#testcases/index.ts'
import { judgeFacts } from '#testcases/judge-facts.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { bundledScope } from './bundled-scopes.ts'
import type { CommandContext } from './command-context.ts'
import { parseInstant } from './parse-instant.ts'
import { carryOutPlan } from './plan/carry-out-plan.ts'
import { repeated } from './repeated-option.ts'

interface PlanOptions {
  readonly verify?: true
  readonly format?: PlanFormat
  readonly date?: string
  readonly scopeVersion: string[]
  readonly testcase: string[]
  readonly apply?: true
  readonly osCloud?: string
  readonly yes?: true
}

/** `siegel plan FACTS`: says what to do so that failing testcases turn green, and does it where it may. */
export function command(context: CommandContext): Command {
  return new Command('plan')
    .description('say what to do so that failing testcases turn green')
    .argument('<facts>', 'a file that `siegel check --facts` wrote')
    .option('--verify', 'try the plan on a copy of the facts, judge again, and say what turned green and red')
    .addOption(
      new Option('--format <format>', 'how the plan is written')
        .choices(PLAN_FORMATS)
        .default(undefined, 'cli; markdown for a cluster'),
    )
    .option('--date <date>', 'judge as of this day or instant (ISO 8601, UTC); default: when the facts were observed')
    .option('--scope-version <version>', 'only this scope version (repeatable)', repeated, [])
    .option('--testcase <pattern>', 'only testcases that match, with * and ? (repeatable)', repeated, [])
    .option('--apply', 'carry out what creates flavors or changes extra specs and images; nothing is deleted')
    .option('--os-cloud <cloud>', 'for --apply: the entry of an administrator in clouds.yaml')
    .option('--yes', 'for --apply: do not ask')
    .addHelpText('after', HELP)
    .action((path: string, options: PlanOptions) => planFor(path, options, context))
}

const HELP = `
Exit codes: 0 the plan was made (with --apply: and carried out), 1 --verify found that the plan does not do what it
says, or --apply failed for a step, 2 --apply left steps to you, 3 usage or configuration.`

const NO_PROPOSALS = 'There are no proposals for Kubernetes clusters yet.'

async function planFor(path: string, options: PlanOptions, context: CommandContext): Promise<void> {
  const cloudName = validate(options)
  const document = readFactsFile(path)
  const at = options.date === undefined ? new Date(document.checkedAt) : parseInstant(options.date)
  const layer: Layer = document.scopeUuid === bundledScope('kaas').uuid ? 'kaas' : 'iaas'
  if (layer === 'kaas') {
    if (cloudName !== undefined)
      throw new CodedError('SUITE_OPTION_INVALID', `${NO_PROPOSALS} There is nothing to apply.`)
    context.stderr.write(`siegel: ${NO_PROPOSALS} What fails is listed with what a person can do.\n`)
  }
  const { planned, judged } = chooseTestcases(layer, at, options)
  const trial: PlanTrial = {
    facts: document.facts,
    at,
    judge: (facts) => judgeFacts(judged, facts, at),
  }
  const plan = makePlan({ ...trial, testcases: planned })
  const format = options.format ?? (layer === 'kaas' ? 'markdown' : 'cli')
  show(plan, trial, document, { ...options, format }, context)
  if (cloudName !== undefined) {
    await carryOutPlan(plan, { cloudName, mayGoOn: options.yes === true, observedAt: document.checkedAt }, context)
  }
}

/** The administrator's cloud if the plan is to be carried out. */
function validate({ apply, osCloud, yes }: PlanOptions): string | undefined {
  if (apply && osCloud === undefined) {
    throw new CodedError(
      'SUITE_OPTION_INVALID',
      'Only an administrator can carry out a plan: --apply needs --os-cloud.',
    )
  }
  if (!apply && (osCloud !== undefined || yes)) {
    throw new CodedError('SUITE_OPTION_INVALID', '--os-cloud and --yes are for --apply only.')
  }
  return osCloud
}

/** What is planned for may be less than what must not turn red: all of the scope versions. */
function chooseTestcases(
  layer: Layer,
  at: Date,
  options: PlanOptions,
): { planned: readonly AutomatedTestcase[]; judged: readonly AutomatedTestcase[] } {
  const request = {
    scope: bundledScope(layer),
    at,
    testcases: testcasesOfLayer(TESTCASES, layer),
    versions: options.scopeVersion,
    sections: [],
  }
  const planned = selectTestcases({ ...request, patterns: options.testcase }).testcases
  const all = selectTestcases({ ...request, patterns: [] }).testcases
  return { planned, judged: [...all, ...planned.filter((testcase) => !all.includes(testcase))] }
}

function show(
  plan: Plan,
  trial: PlanTrial,
  { facts }: FactsDocument,
  options: PlanOptions & { readonly format: PlanFormat },
  context: CommandContext,
): void {
  const verification = options.verify ? verifyPlan(plan.steps, trial) : undefined
  context.stdout.write(writePlan(plan, options.format, observedValues(facts), verification))
  if (verification === undefined) return
  if (options.format !== 'json') context.stderr.write(`${verificationLines(verification).join('\n')}\n`)
  if (!verification.isExact) context.exit(1)
}

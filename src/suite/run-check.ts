import type { KubernetesConfig } from '#clouds/kubernetes/kubernetes-config.ts'
import { abortReasonOf } from '#clouds/openstack/cloud-error.ts'
import type { OpenStackConfig } from '#clouds/openstack/openstack-config.ts'
import type { FactName, ObservedFacts } from '#facts/facts.ts'
import type { ProbeSettings } from '#probes/probe-settings.ts'
import type { Scope } from '#scopes/scope.ts'
import { judgeFacts } from '#testcases/judge-facts.ts'
import type { AbortReason } from '#vocabulary/abort-reason.ts'
import type { Clock } from '#vocabulary/clock.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Subject } from '#vocabulary/subject.ts'
import type { CheckRun } from './check-run.ts'
import type { DomainManagerConfigs } from './connect-domain-managers.ts'
import { type ConnectedSubject, connectSubject, type KubernetesRun, type SubjectOptions } from './connect-subject.ts'
import type { RemovalLimits } from './finaliser.ts'
import type { GatherProgress } from './gather.ts'
import { observeSubject } from './observe-subject.ts'
import type { Progress } from './print/progress.ts'
import { FACT_WORDS } from './print/words.ts'
import type { Selection } from './select-testcases.ts'

export interface CheckRequest {
  readonly subject: Subject
  readonly scope: Scope
  readonly selection: Selection
  readonly config: OpenStackConfig | KubernetesConfig
  /** For a cluster. */
  readonly kubernetes?: KubernetesRun
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Makes the display of the run, given the names of its steps. */
  readonly showSteps: (steps: readonly string[]) => Progress
  /** For each call, in milliseconds. */
  readonly callLimitMs?: number
  /** For each fact, in milliseconds; what its probe declares when absent. */
  readonly factLimitMs?: number
  /** Where the journal is written; without it nothing is created, and what needs that is an ABORT. */
  readonly journalDirectory?: string
  readonly settings?: ProbeSettings
  readonly domainManagers?: DomainManagerConfigs
  readonly removal?: RemovalLimits
}

const SIGN_IN = 'sign in'

/**
 * One run against one subject: connect, refuse credentials that prove nothing, observe what the testcases need, judge.
 * A cloud that cannot be asked is a run, too: every testcase is then an ABORT with the reason. Never throws for anything
 * that the cloud does.
 */
export async function runCheck(request: CheckRequest): Promise<CheckRun> {
  const { selection, clock } = request
  const checkedAt = clock()
  const needs = neededFacts(selection)
  const progress = request.showSteps([SIGN_IN, ...needs.map((name) => FACT_WORDS[name])])
  const connection = await connect(request, progress)
  const onProgress = (step: GatherProgress): void => {
    if (step.state === 'started') return
    if (step.observed.ok) progress.succeed(FACT_WORDS[step.fact], 'observed')
    else progress.fail(FACT_WORDS[step.fact], step.observed.reason.detail)
  }
  const { cleanUp, facts, managerCallCount } =
    'refusal' in connection
      ? { facts: unobserved(needs, connection.reason, clock), managerCallCount: 0 }
      : await observeSubject({
          ...request,
          names: needs,
          means: connection.subject.means,
          connectOptions: connectOptions(request),
          onProgress,
        })
  await progress.close()
  const { subject } = connection
  await subject?.close()
  return {
    subject: request.subject,
    scope: request.scope,
    checkedAt,
    finishedAt: clock(),
    selection,
    facts,
    judgements: judgeFacts(selection.testcases, facts, checkedAt),
    ...('refusal' in connection && { refusal: connection.refusal }),
    ...(cleanUp !== undefined && { cleanUp }),
    endpoint: subject?.endpoint ?? null,
    callCount: (subject?.callCount() ?? 0) + managerCallCount,
  }
}

type Connection =
  | { readonly subject: ConnectedSubject }
  | { readonly subject: ConnectedSubject | undefined; readonly refusal: CodedError; readonly reason: AbortReason }

async function connect(request: CheckRequest, progress: Progress): Promise<Connection> {
  let subject: ConnectedSubject | undefined
  try {
    subject = await connectSubject(request.config, connectOptions(request))
    const { greeting, refusal } = subject
    if (refusal !== undefined) {
      progress.fail(SIGN_IN, refusal.reason.detail)
      return { subject, refusal: refusal.error, reason: refusal.reason }
    }
    progress.succeed(SIGN_IN, greeting)
    return { subject }
  } catch (error) {
    const reason = abortReasonOf(error)
    progress.fail(SIGN_IN, reason.detail)
    const refusal = error instanceof CodedError ? error : new CodedError('CLOUDS_OBSERVATION_FAILED', reason.detail)
    return { subject, refusal, reason }
  }
}

/** The facts on which a selection of testcases rests. */
export function neededFacts({ testcases }: Pick<Selection, 'testcases'>): FactName[] {
  return [...new Set(testcases.flatMap(({ needs }) => needs))]
}

function connectOptions({ callLimitMs, clock, environment, kubernetes, signal }: CheckRequest): SubjectOptions {
  return { clock, environment, kubernetes, signal, ...(callLimitMs !== undefined && { timeLimitMs: callLimitMs }) }
}

function unobserved(names: readonly FactName[], reason: AbortReason, clock: Clock): ObservedFacts {
  const observedAt = clock().toISOString()
  return Object.fromEntries(names.map((name) => [name, { ok: false, reason, observedAt }]))
}

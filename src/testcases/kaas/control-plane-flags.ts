import type { ControlPlaneProcess } from '#facts/kubernetes/cluster-facts.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'

/** The value of a flag (`--name=value`, `--name value` or `--name`); undefined if it is not set. The last one counts. */
export function flagValue({ flags }: ControlPlaneProcess, name: string): string | undefined {
  const index = flags.findLastIndex((flag) => flag === `--${name}` || flag.startsWith(`--${name}=`))
  const flag = flags[index]
  if (flag === undefined) return undefined
  if (flag !== `--${name}`) return flag.slice(name.length + 3)
  const next = flags[index + 1]
  return next === undefined || next.startsWith('-') ? 'true' : next
}

/** The items of a flag that holds a list; empty if it is not set. */
export function flagItems(process: ControlPlaneProcess, name: string): string[] {
  return (flagValue(process, name) ?? '').split(',').flatMap((item) => (item.trim() === '' ? [] : [item.trim()]))
}

interface FlagRule {
  readonly component: 'kube-apiserver' | 'etcd'
  /** What is wrong with one process. */
  readonly findings: (process: ControlPlaneProcess, about: Finding['about']) => readonly Finding[]
  readonly warnings?: (process: ControlPlaneProcess, about: Finding['about']) => readonly Finding[]
}

/**
 * Judges the command lines of a component, each of its processes for itself. Where none can be seen (hosted control
 * planes, k3s and RKE2, etcd as a service) nothing is proven, and a declaration has to decide.
 */
export function judgeFlags(processes: readonly ControlPlaneProcess[], { component, ...rule }: FlagRule): Judgement {
  const own = processes.filter((process) => process.component === component)
  if (own.length === 0) {
    const detail = `no process of ${component} can be seen, as with hosted control planes; a declaration has to decide`
    return undecided({ class: 'inconclusive', detail })
  }
  const judge = (of: FlagRule['findings'] | undefined) =>
    own.flatMap((process) => of?.(process, { kind: 'pod', name: process.pod }) ?? [])
  return conclude({
    examined: own.length,
    findings: judge(rule.findings),
    warnings: judge(rule.warnings),
    whenNone: 'PASS',
  })
}

/** A finding for each of the flags that is not set. */
export function missingFlags(
  process: ControlPlaneProcess,
  about: Finding['about'],
  names: readonly string[],
): Finding[] {
  return names
    .filter((name) => flagValue(process, name) === undefined)
    .map((name) => ({ code: 'flag-missing', about, expected: `--${name}` }))
}

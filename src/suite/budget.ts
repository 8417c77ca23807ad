import type { FactName } from '#facts/facts.ts'
import { type CreatedKind, type CreatedKindName, type Probe, USUAL_MOST_CALLS } from '#probes/define-probe.ts'
import type { Probes } from '#probes/index.ts'

/** What a run costs at most, from the declarations of its probes. Each probe is held to its own. */
export interface Budget {
  readonly calls: number
  /** How many of each kind are created. */
  readonly creates: ReadonlyMap<CreatedKindName, number>
  readonly gibibytes: number
  readonly machineMinutes: number
}

/** Adds up the probes of these facts and of those that they need in turn, each once. */
export function budgetOf(names: readonly FactName[], probes: Probes): Budget {
  const wanted = new Set<FactName>()
  const want = (name: FactName): void => {
    if (wanted.has(name)) return
    wanted.add(name)
    for (const needed of probes[name].needs ?? []) want(needed)
  }
  for (const name of names) want(name)
  const chosen: Probe[] = [...wanted].map((name) => probes[name] as Probe)
  const created = chosen.flatMap(({ creates }): readonly CreatedKind<CreatedKindName>[] => creates)
  const creates = new Map<CreatedKindName, number>()
  for (const { kind, most } of created) creates.set(kind, (creates.get(kind) ?? 0) + most)
  return {
    calls: sum(chosen.map(({ mostCalls }) => mostCalls ?? USUAL_MOST_CALLS)),
    creates,
    gibibytes: sum(created.map(({ gibibytes }) => gibibytes ?? 0)),
    machineMinutes: sum(created.map(({ minutes, most }) => (minutes ?? 0) * most)),
  }
}

const PLURALS: Readonly<Record<CreatedKindName, readonly [string, string]>> = {
  server: ['virtual machine', 'virtual machines'],
  volume: ['volume', 'volumes'],
  backup: ['backup', 'backups'],
  network: ['network', 'networks'],
  subnet: ['subnet', 'subnets'],
  router: ['router', 'routers'],
  'router-interface': ['router interface', 'router interfaces'],
  'security-group': ['security group', 'security groups'],
  secret: ['secret', 'secrets'],
  'floating-ip': ['floating IP', 'floating IPs'],
  'rbac-policy': ['network RBAC policy', 'network RBAC policies'],
  user: ['user', 'users'],
  project: ['project', 'projects'],
  group: ['group', 'groups'],
  role: ['role', 'roles'],
  namespace: ['namespace', 'namespaces'],
  pod: ['pod', 'pods'],
  'volume-claim': ['volume claim', 'volume claims'],
}

/** The budget as one or two lines for a person. */
export function budgetLines({ calls, creates, gibibytes, machineMinutes }: Budget): string[] {
  const call = `Budget: at most ${calls} API calls`
  if (creates.size === 0) return [`${call}; nothing is created.`]
  const things = [...creates].map(([kind, count]) => `${count} ${PLURALS[kind][count === 1 ? 0 : 1]}`)
  const sizes = [
    ...(gibibytes > 0 ? [`${gibibytes} GiB of volumes`] : []),
    ...(machineMinutes > 0 ? [`${machineMinutes} minutes of virtual machines`] : []),
  ]
  const size = sizes.length === 0 ? '' : ` (${sizes.join(', ')})`
  return [`${call}.`, `It creates, and removes again, at most ${things.join(', ')}${size}.`]
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

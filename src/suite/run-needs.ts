import type { CreatedKindName } from '#probes/define-probe.ts'
import type { Budget } from './budget.ts'

/** The quotas that a run can run into, by service (Compute, Block Storage and Network API). */
export const QUOTAS = {
  compute: ['instances', 'cores', 'ram'],
  volume: ['volumes', 'gigabytes', 'backups', 'backup_gigabytes'],
  network: [
    'network',
    'subnet',
    'router',
    'port',
    'floatingip',
    'security_group',
    'security_group_rule',
    'rbac_policy',
  ],
} as const

export type QuotaService = keyof typeof QUOTAS
export type QuotaName = (typeof QUOTAS)[QuotaService][number]

/** How much of each quota a run needs at the same time, at most; `ram` in MiB, gigabytes in GiB. */
export type RunNeeds = ReadonlyMap<QuotaName, number>

/** What one object of a kind takes. The machine of scs-0101 is the smallest flavor on which its image starts. */
const TAKES: Readonly<Record<CreatedKindName, Readonly<Partial<Record<QuotaName, number>>>>> = {
  server: { instances: 1, cores: 1, ram: 512, port: 1 },
  volume: { volumes: 1 },
  backup: { backups: 1, backup_gigabytes: 1 },
  // One port is that of the DHCP server.
  network: { network: 1, port: 1 },
  subnet: { subnet: 1 },
  router: { router: 1 },
  'router-interface': { port: 1 },
  // A new group comes with two rules.
  'security-group': { security_group: 1, security_group_rule: 2 },
  secret: {},
  'floating-ip': { floatingip: 1 },
  'rbac-policy': { rbac_policy: 1 },
  user: {},
  project: {},
  group: {},
  role: {},
  namespace: {},
  pod: {},
  'volume-claim': {},
}

/** The quotas that a run with this budget needs. */
export function runNeeds({ creates, gibibytes }: Pick<Budget, 'creates' | 'gibibytes'>): RunNeeds {
  const needs = new Map<QuotaName, number>()
  const add = (name: QuotaName, count: number) => {
    if (count > 0) needs.set(name, (needs.get(name) ?? 0) + count)
  }
  for (const [kind, count] of creates) {
    for (const [name, each] of Object.entries(TAKES[kind])) add(name as QuotaName, each * count)
  }
  add('gigabytes', gibibytes)
  return needs
}

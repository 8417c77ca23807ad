import { z } from 'zod'
import { QUOTAS, type QuotaName, type QuotaService, type RunNeeds } from '../run-needs.ts'
import type { Diagnosis } from './diagnosis.ts'

/** Of one quota; a limit of -1 is none. */
export interface Quota {
  readonly limit: number
  readonly used: number
}

export type Quotas = ReadonlyMap<QuotaName, Quota>

const absoluteSchema = z.object({ limits: z.object({ absolute: z.record(z.string(), z.unknown()) }) })
const detailsSchema = z.object({ quota: z.record(z.string(), z.unknown()) })
const quotaSchema = z.object({ limit: z.number(), used: z.number() })

/** How the limits API of each service calls limit and use. */
const ABSOLUTE_NAMES: Readonly<Partial<Record<QuotaName, readonly [limit: string, used: string]>>> = {
  instances: ['maxTotalInstances', 'totalInstancesUsed'],
  cores: ['maxTotalCores', 'totalCoresUsed'],
  ram: ['maxTotalRAMSize', 'totalRAMUsed'],
  volumes: ['maxTotalVolumes', 'totalVolumesUsed'],
  gigabytes: ['maxTotalVolumeGigabytes', 'totalGigabytesUsed'],
  backups: ['maxTotalBackups', 'totalBackupsUsed'],
  backup_gigabytes: ['maxTotalBackupGigabytes', 'totalBackupGigabytesUsed'],
}

/** Reads `GET /limits` (Compute, Block Storage) or `GET /quotas/{project}/details.json` (Network). Throws a ZodError. */
export function parseQuotas(service: QuotaService, answer: unknown): Quotas {
  const source =
    service === 'network' ? detailsSchema.parse(answer).quota : absoluteSchema.parse(answer).limits.absolute
  return new Map(
    QUOTAS[service].flatMap((name): [QuotaName, Quota][] => {
      const [limit, used] = ABSOLUTE_NAMES[name] ?? []
      const raw =
        limit === undefined || used === undefined ? source[name] : { limit: source[limit], used: source[used] }
      const parsed = quotaSchema.safeParse(raw)
      return parsed.success ? [[name, parsed.data]] : []
    }),
  )
}

/** Holds what a run needs of one service against what is left of its quotas. */
export function examineQuotas(service: QuotaService, quotas: Quotas, needs: RunNeeds): Diagnosis[] {
  const about = `quota of ${service}`
  const wanted = QUOTAS[service].flatMap((name) => {
    const needed = needs.get(name) ?? 0
    return needed === 0 ? [] : [{ name, needed, quota: quotas.get(name) }]
  })
  const short = wanted.flatMap(({ name, needed, quota }): Diagnosis[] => {
    if (quota === undefined || quota.limit < 0 || quota.limit - quota.used >= needed) return []
    const left = Math.max(0, quota.limit - quota.used)
    return [
      {
        level: 'mend',
        about,
        says: `A run needs ${needed} of ${name}, and ${left} of ${quota.limit} are left.`,
        remedy: `Remove what is not needed in the project, or let the provider raise the quota of ${name}.`,
      },
    ]
  })
  if (short.length > 0) return short
  if (wanted.length === 0) return [{ level: 'ok', about, says: 'A run needs nothing of it.' }]
  const enough = wanted.map(({ name, needed }) => `${needed} ${name}`).join(', ')
  return [{ level: 'ok', about, says: `There is enough left for a run: ${enough}.` }]
}

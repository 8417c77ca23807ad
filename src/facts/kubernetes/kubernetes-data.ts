import { z } from 'zod'

/** Where public data came from: its address, or `snapshot` for what this release ships, and the moment it was true. */
const sourceSchema = z.object({
  asOf: z.iso.datetime(),
  from: z.string().max(2_000),
  /** Why it is not newer; null if it is. */
  problem: z.string().max(600).nullable(),
})

const version = z.string().regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}$/)

/** Final releases of Kubernetes. `reachesBack`: whether the first release of the tested branch is among them. */
export const kubernetesReleasesSchema = sourceSchema.extend({
  releases: z.array(z.object({ version, publishedAt: z.iso.datetime() })).max(5_000),
  reachesBack: z.boolean(),
})

/** Branches of Kubernetes with the day of their first release and that of their end of life (YYYY-MM-DD). */
export const kubernetesBranchesSchema = sourceSchema.extend({
  branches: z
    .array(
      z.object({
        branch: z.string().regex(/^\d{1,9}\.\d{1,9}$/),
        releasedOn: z.iso.date().nullable(),
        endOfLife: z.iso.date(),
      }),
    )
    .max(500),
})

/** A range of versions: `lower` belongs to it. Without `upper` it is this one version. */
export const cveRangeSchema = z.object({
  lower: version,
  /** `*`: no end. */
  upper: z.union([version, z.literal('*')]).nullable(),
  upperInclusive: z.boolean(),
})

/** Security issues of Kubernetes that are critical (base score 8 or more), with the versions that they affect. */
export const kubernetesCvesSchema = sourceSchema.extend({
  critical: z
    .array(z.object({ id: z.string().max(50), score: z.number(), affected: z.array(cveRangeSchema).max(500) }))
    .max(2_000),
  /** Ids of issues in the list whose record could not be had, with the reason. */
  unread: z.array(z.object({ id: z.string().max(50), problem: z.string().max(600) })).max(2_000),
  /** How many were left out, because they were published long before the tested branch began. */
  olderThanBranch: z.int().min(0),
  /** Entries of records that nobody can read, such as `n/a`. */
  unusable: z.array(z.string().max(200)).max(2_000),
})

export type KubernetesBranches = z.infer<typeof kubernetesBranchesSchema>
export type KubernetesCves = z.infer<typeof kubernetesCvesSchema>
export type CveRange = z.infer<typeof cveRangeSchema>

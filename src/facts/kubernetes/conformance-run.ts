import { z } from 'zod'

/** Long enough for the longest name of an upstream test, with its parameters. */
const nameSchema = z.string().max(2_000)

/**
 * One upstream end-to-end test. `skipped`: it was not selected, or it decided by itself not to run, which `reason` then
 * tells; `unknown`: it neither passed nor failed, such as after a time-out. `isRetried`: it passed on a second attempt.
 */
export const conformanceTestSchema = z.object({
  /** Without the prefix `[It] `, as in upstream's list. */
  name: nameSchema,
  status: z.enum(['passed', 'failed', 'skipped', 'unknown']),
  isRetried: z.boolean(),
  reason: z.string().max(1_000).nullable(),
})

/**
 * Results of upstream's end-to-end tests, run by Siegel or imported: those tests that belong to the conformance tests or
 * to network policies.
 */
export const conformanceRunSchema = z.object({
  /** Who ran them. */
  origin: z.enum(['sonobuoy', 'hydrophone', 'imported']),
  /** What was read: the names of the files, and the SHA-256 of what is in them. */
  sources: z.array(z.object({ name: z.string().max(500), sha256: z.string().regex(/^[0-9a-f]{64}$/) })).max(50),
  /** What the API server was at that time; null if the results do not say so. */
  kubernetesVersion: z.string().max(200).nullable(),
  /** When the last part of the run began, in UTC; null if the results do not say so. */
  startedAt: z.iso.datetime().nullable(),
  /** Whether tests were only listed, and not run. */
  isDryRun: z.boolean(),
  tests: z.array(conformanceTestSchema).max(20_000),
  /** What speaks against the run as a whole: a time-out, a failed set-up, files that contradict each other. */
  problems: z.array(z.string().max(600)).max(200),
})

/** Upstream's list of conformance tests for the branch of the tested cluster. */
export const conformanceTestsSchema = z.object({
  branch: z.string().regex(/^\d{1,9}\.\d{1,9}$/),
  /** `shipped`, or the address at which it was read. */
  from: z.string().max(2_000),
  names: z.array(nameSchema).min(1).max(5_000),
})

/** The network plugins whose agents run on the nodes, such as `cilium`; null: that may not be seen, or none is known. */
export const networkPluginsSchema = z.array(z.string().max(100)).min(1).max(20).nullable()

export type ConformanceTest = z.infer<typeof conformanceTestSchema>
export type ConformanceRun = z.infer<typeof conformanceRunSchema>

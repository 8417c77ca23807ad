import { z } from 'zod'

const text = z.string().min(1).max(2_000)
const branch = z.string().regex(/^\d+\.\d+$/, 'must be a branch such as 1.36, in quotes')
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const count = z
  .string()
  .regex(/^\d{1,6}$/, 'must be a whole number')
  .transform(Number)

/** A secret itself, or where it is: a variable of the environment, or a file below the folder of clusters.yaml. */
const secretSchema = z.union([text, z.strictObject({ env: text }), z.strictObject({ file: text })])

const common = {
  /** Of the cluster, as the platform knows it; the id of the entry when absent. */
  name: z
    .string()
    .regex(/^[a-z]([-a-z0-9]{0,38}[a-z0-9])?$/, 'must be a DNS label of at most 40 characters')
    .optional(),
  kubernetesVersion: branch.optional(),
  /** One entry for several branches; `auto` stands for all that are supported upstream. */
  branches: z
    .array(z.union([branch, z.literal('auto')]))
    .min(1)
    .max(20)
    .optional(),
  /** What the platform offers, where it cannot be asked, or where only these count. */
  versions: z.array(text).min(1).max(200).optional(),
  /** How long creation may take. */
  limitMinutes: count.optional(),
  /** How many clusters of this entry may exist at the same time. */
  atOnce: count.optional(),
  /** Today's automatic variables: which platform they are for follows from the kind. */
  autoVars: text.optional(),
  vars: z.record(z.string().max(100), z.string().max(20_000)).default({}),
  secrets: z.record(z.string().max(100), secretSchema).default({}),
}

const management = {
  /** The kubeconfig of the management cluster, instead of a template for it. */
  kubeconfig: text.optional(),
  context: text.optional(),
}

const managed = <const Kind extends string>(kind: Kind, template: string) =>
  z.strictObject({
    kind: z.literal(kind),
    config: z.strictObject({
      ...common,
      ...management,
      templates: z
        .record(z.string().max(100), text)
        .refine((templates) => template in templates, `must name ${template}`),
    }),
  })

/** The content of `clusters.yaml`: today's keys, and the additions that docs/how-to/provision-clusters.md describes. */
export const clustersSchema = z.object({
  clusters: z.record(
    z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'must be the name of a subject'),
    z.discriminatedUnion('kind', [
      managed('gardener', 'shoot'),
      managed('clusterstacks', 'cluster'),
      managed('cluster-api', 'cluster'),
      managed('rancher', 'cluster'),
      z.strictObject({
        kind: z.literal('t8s'),
        config: z.strictObject({
          ...common,
          ...management,
          templates: z.strictObject({ kubeconfig: text.optional() }).default({}),
          version_patch: count.optional(),
          hrName: text,
          cloud: text.default('bfe2-prod'),
          controlPlaneHosted: flag.default(true),
          nodePools: z
            .record(text, z.strictObject({ flavor: text, replicas: count }))
            .default({ 'pool-0': { flavor: 'standard.2.1905', replicas: 2 } }),
          metadata: z
            .strictObject({
              customerID: count.default(1111),
              customerName: text.optional(),
              friendlyName: text.optional(),
              serviceLevelAgreement: text.default('None'),
            })
            .prefault({}),
        }),
      }),
      z.strictObject({
        kind: z.literal('kind'),
        config: z.strictObject({ ...common, image: text.optional(), cluster: text.optional() }),
      }),
      z.strictObject({ kind: z.literal('static'), config: z.strictObject({ ...common, kubeconfig: text }) }),
    ]),
  ),
})

/** One entry of clusters.yaml, for one cluster once its branches are expanded. */
export type ClusterEntry = z.infer<typeof clustersSchema>['clusters'][string]

export type EntryOf<Kind extends ClusterEntry['kind']> = Extract<ClusterEntry, { kind: Kind }>

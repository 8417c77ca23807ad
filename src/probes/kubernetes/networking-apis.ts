import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { type ClusterObservation, defineClusterProbe } from '../define-probe.ts'

const GROUPS = ['policy.networking.k8s.io', 'gateway.networking.k8s.io']

/** Of both groups together; there are a handful. */
const MOST_VERSIONS = 20

const nameSchema = z.string().max(253)
const groupsSchema = z.object({
  groups: z
    .array(z.object({ name: nameSchema, versions: z.array(z.object({ groupVersion: nameSchema })).max(50) }))
    .max(2_000),
})
const resourcesSchema = z.object({ resources: z.array(z.object({ name: nameSchema })).max(1_000) })
const gatewayClassSchema = z.object({
  metadata: z.object({ name: nameSchema }),
  status: z.object({ conditions: z.array(z.object({ type: z.string(), status: z.string() })).nullish() }).nullish(),
})
const ingressClassSchema = z.object({
  metadata: z.object({ name: nameSchema, annotations: z.record(z.string(), z.string()).nullish() }),
})

/** Which of the recommended networking APIs there are (scs-0219), with the classes that serve them. */
export const networkingApisProbe = defineClusterProbe({
  gives: 'networkingApis',
  from: 'kubernetes',
  cost: 'light',
  calls: [
    'GET /apis',
    'GET /apis/{group}/{version} of policy.networking.k8s.io and gateway.networking.k8s.io',
    'GET /apis/gateway.networking.k8s.io/v1/gatewayclasses',
    'GET /apis/networking.k8s.io/v1/ingressclasses',
  ],
  creates: [],
  effort: { single: 1 + MOST_VERSIONS, lists: 2 },
  async observe(observation) {
    const { cluster, signal } = observation
    const { groups } = groupsSchema.parse(await cluster.fetch('/apis', { signal }))
    const versions = groups.filter(({ name }) => GROUPS.includes(name)).flatMap((group) => group.versions)
    const resources: string[] = []
    for (const { groupVersion } of versions.slice(0, MOST_VERSIONS)) {
      const list = resourcesSchema.parse(await cluster.fetch(`/apis/${groupVersion}`, { signal }))
      resources.push(...list.resources.map(({ name }) => `${groupVersion}/${name}`))
    }
    const gateways = await listIfThere('/apis/gateway.networking.k8s.io/v1/gatewayclasses', observation)
    const ingresses = await listIfThere('/apis/networking.k8s.io/v1/ingressclasses', observation)
    return {
      resources: resources.slice(0, 1_000),
      gatewayClasses:
        gateways?.map((item) => {
          const { metadata, status } = gatewayClassSchema.parse(item)
          const isAccepted = (status?.conditions ?? []).some((one) => one.type === 'Accepted' && one.status === 'True')
          return { name: metadata.name, isAccepted }
        }) ?? null,
      ingressClasses:
        ingresses?.map((item) => {
          const { metadata } = ingressClassSchema.parse(item)
          const isDefault = metadata.annotations?.['ingressclass.kubernetes.io/is-default-class'] === 'true'
          return { name: metadata.name, isDefault }
        }) ?? null,
    }
  },
})

/** Undefined where the API has no such resource. */
async function listIfThere(
  path: string,
  { cluster, signal }: ClusterObservation,
): Promise<readonly unknown[] | undefined> {
  try {
    return await cluster.fetchList(path, { signal })
  } catch (error) {
    if (error instanceof CloudError && error.status === 404) return undefined
    throw error
  }
}

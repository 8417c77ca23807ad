import { z } from 'zod'
import { defineClusterProbe } from '../define-probe.ts'

const DEFAULT_ANNOTATIONS = [
  'storageclass.kubernetes.io/is-default-class',
  'storageclass.beta.kubernetes.io/is-default-class',
]

const classSchema = z
  .object({
    metadata: z.object({ name: z.string().max(253), annotations: z.record(z.string(), z.string()).nullish() }),
    provisioner: z.string().max(500),
  })
  .transform(({ metadata: { annotations, name }, provisioner }) => ({
    name,
    isDefault: DEFAULT_ANNOTATIONS.some((key) => annotations?.[key] === 'true'),
    provisioner,
  }))

/** All storage classes. */
export const storageClassesProbe = defineClusterProbe({
  gives: 'storageClasses',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET /apis/storage.k8s.io/v1/storageclasses'],
  creates: [],
  effort: { lists: 1 },
  async observe({ cluster, signal }) {
    const items = await cluster.fetchList('/apis/storage.k8s.io/v1/storageclasses', { signal })
    return z.array(classSchema).parse(items)
  },
})

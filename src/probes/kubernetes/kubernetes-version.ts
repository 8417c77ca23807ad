import { kubernetesVersionSchema } from '#facts/kubernetes/cluster-facts.ts'
import { defineClusterProbe } from '../define-probe.ts'

/** What the API server says that it is. Anybody may ask for it (`system:public-info-viewer`). */
export const kubernetesVersionProbe = defineClusterProbe({
  gives: 'kubernetesVersion',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET /version'],
  creates: [],
  effort: { single: 1 },
  observe: async ({ cluster, signal }) => kubernetesVersionSchema.parse(await cluster.fetch('/version', { signal })),
})

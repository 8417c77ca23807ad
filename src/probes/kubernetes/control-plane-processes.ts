import { z } from 'zod'
import { defineClusterProbe } from '../define-probe.ts'

const podSchema = z.object({
  metadata: z.object({ name: z.string().max(253), labels: z.record(z.string(), z.string()).nullish() }),
  spec: z.object({
    containers: z.array(z.object({ command: z.array(z.string()).nullish(), args: z.array(z.string()).nullish() })),
  }),
})

/** Containers of API server and etcd, where they run as pods in `kube-system`: empty if the control plane is hosted. */
export const controlPlaneProcessesProbe = defineClusterProbe({
  gives: 'controlPlaneProcesses',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET /api/v1/namespaces/kube-system/pods'],
  creates: [],
  effort: { lists: 1 },
  async observe({ cluster, signal }) {
    const query = { labelSelector: 'component in (kube-apiserver,etcd)' }
    const pods = await cluster.fetchList('/api/v1/namespaces/kube-system/pods', { query, signal })
    return z
      .array(podSchema)
      .parse(pods)
      .map(({ metadata, spec }) => ({
        pod: metadata.name,
        component: metadata.labels?.component ?? '',
        flags: spec.containers.flatMap(({ args, command }) => [...(command ?? []), ...(args ?? [])]).slice(0, 1_000),
      }))
  },
})

import { z } from 'zod'
import { defineClusterProbe } from '../define-probe.ts'

/** So many nodes are looked at; they are made alike, and each costs a call. */
const MOST_NODES = 50

const configSchema = z.object({
  kubeletconfig: z.object({
    authentication: z.object({ anonymous: z.object({ enabled: z.boolean().optional() }).optional() }).optional(),
    authorization: z.object({ mode: z.string().max(100).optional() }).optional(),
    readOnlyPort: z.int().optional(),
    rotateCertificates: z.boolean().optional(),
  }),
})

/** What the kubelets have in force (`configz`), of at most fifty nodes. */
export const kubeletSettingsProbe = defineClusterProbe({
  gives: 'kubeletSettings',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET /api/v1/nodes/{node}/proxy/configz'],
  creates: [],
  needs: ['clusterNodes'],
  effort: { each: { of: 'node', most: MOST_NODES } },
  mostMinutes: 5,
  async observe({ cluster, need, signal }) {
    const settings = []
    for (const { name } of (await need('clusterNodes')).slice(0, MOST_NODES)) {
      const path = `/api/v1/nodes/${encodeURIComponent(name)}/proxy/configz`
      const { kubeletconfig: config } = configSchema.parse(await cluster.fetch(path, { signal }))
      settings.push({
        node: name,
        anonymous: config.authentication?.anonymous?.enabled ?? null,
        authorizationMode: config.authorization?.mode ?? null,
        // It is left out where it is zero.
        readOnlyPort: config.readOnlyPort ?? 0,
        rotatesCertificates: config.rotateCertificates ?? null,
      })
    }
    return settings
  },
})

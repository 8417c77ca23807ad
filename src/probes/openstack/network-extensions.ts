import { z } from 'zod'
import { NETWORK } from '#clouds/openstack/services.ts'
import { defineProbe } from '../define-probe.ts'

const extensionsSchema = z.object({ extensions: z.array(z.object({ alias: z.string().max(255) })).max(5_000) })

/** What the Network API of this cloud can do beyond its core (`GET /extensions` has no pages). */
export const networkExtensionsProbe = defineProbe({
  gives: 'networkExtensions',
  from: 'openstack',
  cost: 'light',
  calls: ['network GET /v2.0/extensions'],
  creates: [],
  effort: { single: 1 },
  async observe({ openstack, signal }) {
    const { extensions } = extensionsSchema.parse(await openstack.fetch(NETWORK, '/extensions', { signal }))
    return extensions.map(({ alias }) => alias)
  },
})

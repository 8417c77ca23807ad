import { z } from 'zod'
import { BLOCK_STORAGE } from '#clouds/openstack/services.ts'
import type { VolumeType } from '#facts/openstack/volume-types.ts'
import { defineProbe } from '../define-probe.ts'

/** Cinder itself allows 255. */
const LONGEST_NAME = 1_000

const volumeTypeSchema = z
  .object({
    id: z.string(),
    name: z.string().max(LONGEST_NAME),
    description: z.string().nullish(),
    is_public: z.boolean().optional(),
    'os-volume-type-access:is_public': z.boolean().optional(),
  })
  .transform(
    (raw): VolumeType => ({
      id: raw.id,
      name: raw.name,
      description: raw.description ?? null,
      isPublic: raw.is_public ?? raw['os-volume-type-access:is_public'] ?? true,
    }),
  )

/** Public volume types, and private ones that the project may use (Block Storage API v3). */
export const volumeTypesProbe = defineProbe({
  gives: 'volumeTypes',
  from: 'openstack',
  cost: 'light',
  calls: ['block-storage GET /v3/{project}/types'],
  creates: [],
  effort: { lists: 1 },
  async observe({ openstack, signal }) {
    const types = await openstack.fetchList(BLOCK_STORAGE, '/types', { collection: 'volume_types', signal })
    return z.array(volumeTypeSchema).parse(types)
  },
})

import { z } from 'zod'

/**
 * One image that the cloud provides: visibility public or community (Image API v2, `GET /images`). The fields that Glance
 * itself sets are named; every custom property is kept as it came in `properties`, wrong types included, because a
 * wrong type is a finding about that image and no reason to give up on the others.
 * `sizeBytes` is null while an image is queued or being imported. `createdAt` is verbatim.
 */
export const imageSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  status: z.string(),
  visibility: z.string(),
  isHidden: z.boolean(),
  owner: z.string().nullable(),
  sizeBytes: z.number().nullable(),
  minDiskGiB: z.unknown(),
  minRamMiB: z.unknown(),
  createdAt: z.string().nullable(),
  hashAlgorithm: z.unknown(),
  properties: z.record(z.string(), z.unknown()),
})

export type Image = z.infer<typeof imageSchema>

import { z } from 'zod'

/** One volume type that the tested project can see (Block Storage API v3, `GET /types`). */
export const volumeTypeSchema = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  isPublic: z.boolean(),
})

export type VolumeType = z.infer<typeof volumeTypeSchema>

import { z } from 'zod'
import { abortReasonSchema } from '../observed.ts'

/**
 * One flavor as an ordinary member of the tested project sees it (Compute API, `GET /flavors/detail`).
 * RAM is in MiB, disks in GiB. `extraSpecs` is null where the cloud did not show them; `extraSpecsWithheld` then says why.
 */
export const flavorSchema = z.object({
  id: z.string(),
  name: z.string(),
  vcpus: z.number(),
  ramMiB: z.number(),
  diskGiB: z.number(),
  isPublic: z.boolean(),
  isDisabled: z.boolean(),
  extraSpecs: z.record(z.string(), z.string()).nullable(),
  extraSpecsWithheld: abortReasonSchema.optional(),
})

export type Flavor = z.infer<typeof flavorSchema>

import { z } from 'zod'

/**
 * The service catalogue of the token (Identity API v3), all regions and interfaces, and what of it is tested:
 * the configured region (null: the cloud has no regions configured and every region counts) and the interface.
 */
export const serviceCatalogueSchema = z.object({
  region: z.string().nullable(),
  interface: z.enum(['public', 'internal', 'admin']),
  services: z.array(
    z.object({
      type: z.string(),
      name: z.string().nullable(),
      endpoints: z.array(z.object({ interface: z.string(), region: z.string().nullable(), url: z.string() })),
    }),
  ),
})

export type ServiceCatalogue = z.infer<typeof serviceCatalogueSchema>

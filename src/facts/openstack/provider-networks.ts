import { z } from 'zod'

/**
 * One network that is not the tested project's own and that it can use: external or shared (Network API v2.0,
 * `GET /networks`). The own project's networks are not listed, even when shared.
 * `ipVersions`: those of its subnets, empty if it has none; null where the cloud does not show the subnets.
 * `isPortSecurityEnabled` is null where the cloud does not say.
 */
export const providerNetworkSchema = z.object({
  id: z.string(),
  name: z.string(),
  isExternal: z.boolean(),
  isShared: z.boolean(),
  isDefault: z.boolean(),
  isPortSecurityEnabled: z.boolean().nullable(),
  subnetCount: z.int().nonnegative(),
  ipVersions: z.array(z.union([z.literal(4), z.literal(6)])).nullable(),
  ipv6AddressScopeId: z.string().nullable(),
})

export type ProviderNetwork = z.infer<typeof providerNetworkSchema>

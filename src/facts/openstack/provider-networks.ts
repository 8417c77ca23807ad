import { z } from 'zod'

/**
 * One network that is not the tested project's own and that it can use: external or shared (Network API v2.0,
 * `GET /networks`). The own project's networks are not listed, even when shared.
 * `subnetCount` is null where the network's subnets are not even counted. `ipVersions`: those of its subnets; null where
 * the cloud does not show all of them, which may mean that there are none.
 * `isPortSecurityEnabled` is null where the cloud does not say.
 */
export const providerNetworkSchema = z.object({
  id: z.string(),
  name: z.string(),
  isExternal: z.boolean(),
  isShared: z.boolean(),
  isDefault: z.boolean(),
  isPortSecurityEnabled: z.boolean().nullable(),
  subnetCount: z.int().nonnegative().nullable(),
  ipVersions: z.array(z.union([z.literal(4), z.literal(6)])).nullable(),
  ipv6AddressScopeId: z.string().nullable(),
})

export type ProviderNetwork = z.infer<typeof providerNetworkSchema>

import { z } from 'zod'

/**
 * One rule that Neutron puts into new security groups (Network API v2.0, extension `security-groups-default-rules`).
 * `remoteGroupId` is `PARENT` where the rule names the group that it will belong to.
 */
export const securityGroupRuleSchema = z.object({
  id: z.string(),
  direction: z.string(),
  ethertype: z.string(),
  protocol: z.string().nullable(),
  portRangeMin: z.number().nullable(),
  portRangeMax: z.number().nullable(),
  remoteIpPrefix: z.string().nullable(),
  remoteGroupId: z.string().nullable(),
  remoteAddressGroupId: z.string().nullable(),
  usedInDefaultGroup: z.boolean(),
  usedInCustomGroups: z.boolean(),
})

/**
 * The rules of new security groups, read on one of two paths (scs-0115-v1):
 *
 * - `template`: the template rules themselves
 * - `probe-group`: the rules of a new group of our own, where the cloud has no template API. Each counts as used in custom
 *   groups only; nothing is known about the default group then (deviation D-46)
 */
export const securityGroupRulesSchema = z.object({
  path: z.enum(['template', 'probe-group']),
  rules: z.array(securityGroupRuleSchema),
})

export type SecurityGroupRule = z.infer<typeof securityGroupRuleSchema>
export type SecurityGroupRules = z.infer<typeof securityGroupRulesSchema>

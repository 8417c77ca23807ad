import { stableUuid } from './stable-uuid.ts'

/** A template rule that Neutron copies into new security groups (extension `security-groups-default-rules`). */
export interface PracticeSecurityGroupRule {
  readonly id: string
  direction: 'ingress' | 'egress'
  ethertype: 'IPv4' | 'IPv6'
  remoteGroupId: 'PARENT' | null
  usedInDefaultGroup: boolean
  usedInCustomGroups: boolean
}

/** Neutron's own defaults, which satisfy scs-0115-v1: everything out, in only from the same group. */
export function healthySecurityGroupRules(): PracticeSecurityGroupRule[] {
  return (['IPv4', 'IPv6'] as const).flatMap((ethertype) => [
    templateRule({
      direction: 'egress',
      ethertype,
      remoteGroupId: null,
      usedInDefaultGroup: true,
      usedInCustomGroups: true,
    }),
    templateRule({
      direction: 'ingress',
      ethertype,
      remoteGroupId: 'PARENT',
      usedInDefaultGroup: true,
      usedInCustomGroups: false,
    }),
  ])
}

export function templateRule(rule: Omit<PracticeSecurityGroupRule, 'id'>): PracticeSecurityGroupRule {
  return { id: stableUuid('security-group-rule', JSON.stringify(rule)), ...rule }
}

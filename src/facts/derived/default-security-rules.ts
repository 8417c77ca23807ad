import type { SecurityGroupRule, SecurityGroupRules } from '#facts/openstack/security-group-rules.ts'

export const ETHERTYPES = ['IPv4', 'IPv6'] as const
export type Ethertype = (typeof ETHERTYPES)[number]

/** The groups for which rules are looked at: the default group of a project, and those that users create. */
export type GroupKind = 'default' | 'custom'

/** What every new group gets, seen with the eyes of scs-0115-v1. */
export interface DefaultSecurityRules {
  /** Rules that let traffic in which must not get in. */
  readonly admitting: readonly SecurityGroupRule[]
  /** Where not all outgoing traffic is allowed, although it should be. */
  readonly withoutEgress: readonly { readonly group: GroupKind; readonly ethertype: Ethertype }[]
  /** Where the default group does not let its own members talk to each other, although it should. */
  readonly withoutSameGroup: readonly Ethertype[]
}

const ANY_PREFIXES = [null, '0.0.0.0/0', '::/0']

/** Neutron keeps what was asked for: no protocol, the word, or the number that stands for it. */
const ANY_PROTOCOL = [null, 'any', '0']

/**
 * Sorts the rules of new groups (scs-0115-v1). Nothing may come in except, in the default group only, from the same
 * group; everything should get out in both families. On the path `probe-group` only custom groups are known (D-46).
 */
export function defaultSecurityRules({ path, rules }: SecurityGroupRules): DefaultSecurityRules {
  const groups: readonly GroupKind[] = path === 'template' ? ['default', 'custom'] : ['custom']
  return {
    admitting: rules.filter((rule) => rule.direction !== 'egress' && !isSameGroupInDefault(rule)),
    withoutEgress: groups.flatMap((group) =>
      ETHERTYPES.filter((ethertype) => !rules.some((rule) => letsEverythingOut(rule, group, ethertype))).map(
        (ethertype) => ({ group, ethertype }),
      ),
    ),
    withoutSameGroup: groups.includes('default')
      ? ETHERTYPES.filter((ethertype) => !rules.some((rule) => letsMembersIn(rule, ethertype)))
      : [],
  }
}

function isSameGroupInDefault({ remoteGroupId, usedInCustomGroups }: SecurityGroupRule): boolean {
  return remoteGroupId === 'PARENT' && !usedInCustomGroups
}

function letsMembersIn(rule: SecurityGroupRule, ethertype: Ethertype): boolean {
  const isIngress = rule.direction === 'ingress' && rule.ethertype === ethertype
  return isIngress && isUnrestricted(rule) && rule.usedInDefaultGroup && rule.remoteGroupId === 'PARENT'
}

function letsEverythingOut(rule: SecurityGroupRule, group: GroupKind, ethertype: Ethertype): boolean {
  const isUsed = group === 'default' ? rule.usedInDefaultGroup : rule.usedInCustomGroups
  const isEgress = rule.direction === 'egress' && rule.ethertype === ethertype
  return isUsed && isEgress && isUnrestricted(rule) && rule.remoteGroupId === null
}

/** No limit by protocol, port or address. */
function isUnrestricted(rule: SecurityGroupRule): boolean {
  const isAnyTraffic = ANY_PROTOCOL.includes(rule.protocol) && rule.portRangeMin === null && rule.portRangeMax === null
  return isAnyTraffic && rule.remoteAddressGroupId === null && ANY_PREFIXES.includes(rule.remoteIpPrefix)
}

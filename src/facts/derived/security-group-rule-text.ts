import type { SecurityGroupRule } from '#facts/openstack/security-group-rules.ts'

/** A rule as one line, such as `ingress IPv4 tcp 22 from 0.0.0.0/0, default group and custom groups`. */
export function securityGroupRuleText(rule: SecurityGroupRule): string {
  const { direction, ethertype, protocol } = rule
  const traffic = [direction, ethertype, protocol ?? 'any protocol', portsText(rule)].filter((part) => part !== '')
  const preposition = direction === 'egress' ? 'to' : 'from'
  return `${traffic.join(' ')} ${preposition} ${peerText(rule)}, ${usageText(rule)}`
}

function portsText({ portRangeMin, portRangeMax }: SecurityGroupRule): string {
  if (portRangeMin === null && portRangeMax === null) return ''
  return portRangeMin === portRangeMax ? `${portRangeMin}` : `${portRangeMin ?? ''}–${portRangeMax ?? ''}`
}

function peerText({ remoteIpPrefix, remoteGroupId, remoteAddressGroupId }: SecurityGroupRule): string {
  if (remoteGroupId !== null) return remoteGroupId === 'PARENT' ? 'the same group' : `group ${remoteGroupId}`
  if (remoteAddressGroupId !== null) return `address group ${remoteAddressGroupId}`
  return remoteIpPrefix ?? 'anywhere'
}

function usageText({ usedInDefaultGroup, usedInCustomGroups }: SecurityGroupRule): string {
  const groups = [...(usedInDefaultGroup ? ['default group'] : []), ...(usedInCustomGroups ? ['custom groups'] : [])]
  return groups.length === 0 ? 'in no group' : groups.join(' and ')
}

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { securityGroupRuleText } from './security-group-rule-text.ts'

const RULE = {
  id: 'r1',
  direction: 'ingress',
  ethertype: 'IPv4',
  protocol: null,
  portRangeMin: null,
  portRangeMax: null,
  remoteIpPrefix: null,
  remoteGroupId: null,
  remoteAddressGroupId: null,
  usedInDefaultGroup: true,
  usedInCustomGroups: true,
}

for (const [changes, expected] of [
  [{}, 'ingress IPv4 any protocol from anywhere, default group and custom groups'],
  [
    { protocol: 'tcp', portRangeMin: 22, portRangeMax: 22, remoteIpPrefix: '10.0.0.0/8', usedInDefaultGroup: false },
    'ingress IPv4 tcp 22 from 10.0.0.0/8, custom groups',
  ],
  [
    { protocol: 'udp', portRangeMin: 1, portRangeMax: 99, remoteGroupId: 'PARENT', usedInCustomGroups: false },
    'ingress IPv4 udp 1–99 from the same group, default group',
  ],
  [
    { direction: 'egress', remoteAddressGroupId: 'a1', usedInDefaultGroup: false, usedInCustomGroups: false },
    'egress IPv4 any protocol to address group a1, in no group',
  ],
] as const) {
  test(`a rule reads ${expected}`, () => assert.equal(securityGroupRuleText({ ...RULE, ...changes }), expected))
}

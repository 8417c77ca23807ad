import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import type { SecurityGroupRule, SecurityGroupRules } from '#facts/openstack/security-group-rules.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0115-default-rules.ts'

function rule(changes: Partial<SecurityGroupRule>): SecurityGroupRule {
  return {
    id: 'r1',
    direction: 'egress',
    ethertype: 'IPv4',
    protocol: null,
    portRangeMin: null,
    portRangeMax: null,
    remoteIpPrefix: null,
    remoteGroupId: null,
    remoteAddressGroupId: null,
    usedInDefaultGroup: true,
    usedInCustomGroups: true,
    ...changes,
  }
}

const sameGroup = { direction: 'ingress', remoteGroupId: 'PARENT', usedInCustomGroups: false } as const
const EGRESS = [rule({}), rule({ ethertype: 'IPv6' })]
const HEALTHY = [...EGRESS, rule(sameGroup), rule({ ...sameGroup, ethertype: 'IPv6' })]
const template = (...rules: SecurityGroupRule[]): SecurityGroupRules => ({ path: 'template', rules })
const group = (...rules: SecurityGroupRule[]): SecurityGroupRules => ({
  path: 'probe-group',
  rules: rules.map((own) => ({ ...own, usedInDefaultGroup: false })),
})
const OF_CUSTOM = 'security group rules of custom groups'
const OF_DEFAULT = 'security group rules of the default group'

judgeTable(testcase, [
  {
    name: 'everything out, in from the same group only',
    facts: { securityGroupRules: template(...HEALTHY) },
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'SSH from anywhere',
    facts: {
      securityGroupRules: template(
        ...HEALTHY,
        rule({ id: 'r9', direction: 'ingress', protocol: 'tcp', portRangeMin: 22, portRangeMax: 22 }),
      ),
    },
    verdict: 'FAIL',
    about: ['security group rules r9'],
    warnsAbout: [],
  },
  {
    name: 'members let each other in also in custom groups',
    facts: { securityGroupRules: template(...EGRESS, rule({ ...sameGroup, usedInCustomGroups: true })) },
    verdict: 'FAIL',
  },
  {
    name: 'some other group lets in',
    facts: { securityGroupRules: template(...HEALTHY, rule({ ...sameGroup, id: 'r9', remoteGroupId: 'b5e1' })) },
    verdict: 'FAIL',
    about: ['security group rules r9'],
  },
  {
    name: 'an address group lets in',
    facts: { securityGroupRules: template(...HEALTHY, rule({ direction: 'ingress', remoteAddressGroupId: 'a1' })) },
    verdict: 'FAIL',
  },
  {
    name: 'a rule that lets in, though no group uses it now',
    facts: {
      securityGroupRules: template(
        ...HEALTHY,
        rule({ direction: 'ingress', usedInDefaultGroup: false, usedInCustomGroups: false }),
      ),
    },
    verdict: 'FAIL',
  },
  {
    name: 'explicit prefixes that mean anywhere',
    facts: {
      securityGroupRules: template(
        rule({ remoteIpPrefix: '0.0.0.0/0' }),
        rule({ ethertype: 'IPv6', remoteIpPrefix: '::/0', protocol: 'any' }),
        ...HEALTHY.slice(2),
      ),
    },
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a network of their own only',
    facts: {
      securityGroupRules: template(rule({ remoteIpPrefix: '10.0.0.0/8' }), ...HEALTHY.slice(1)),
    },
    verdict: 'PASS',
    warnsAbout: [OF_DEFAULT, OF_CUSTOM],
  },
  {
    name: 'one protocol, or some ports, or an address group only',
    facts: {
      securityGroupRules: template(
        rule({ protocol: 'tcp' }),
        rule({ portRangeMin: 1, portRangeMax: 1024 }),
        rule({ remoteAddressGroupId: 'a1' }),
        ...HEALTHY.slice(1),
      ),
    },
    verdict: 'PASS',
    warnsAbout: [OF_DEFAULT, OF_CUSTOM],
  },
  {
    name: 'members of the default group that do not reach each other',
    facts: { securityGroupRules: template(...EGRESS) },
    verdict: 'PASS',
    warnsAbout: [OF_DEFAULT, OF_DEFAULT],
  },
  {
    name: 'no rules at all',
    facts: { securityGroupRules: template() },
    verdict: 'PASS',
    warnsAbout: [OF_DEFAULT, OF_DEFAULT, OF_CUSTOM, OF_CUSTOM, OF_DEFAULT, OF_DEFAULT],
  },
  {
    name: 'a new group that lets everything out, on a cloud without template',
    facts: { securityGroupRules: group(...EGRESS) },
    verdict: 'PASS',
    warnsAbout: [OF_DEFAULT],
  },
  {
    name: 'a new group that lets its members in, on a cloud without template',
    facts: { securityGroupRules: group(...EGRESS, rule({ direction: 'ingress', remoteGroupId: 'g1' })) },
    verdict: 'FAIL',
    about: [OF_CUSTOM],
  },
])

describe('security group rules as the vectors have them', () => {
  const { vectors } = JSON.parse(readFileSync(new URL('../../../../tests/vectors/iaas.json', import.meta.url), 'utf8'))
  const those = vectors.filter(({ kind }: { kind: string }) => kind === 'security_group_rules')

  test('all vectors are here', () => assert.equal(those.length, 13))

  for (const { id, input, expected_python, expected_standard } of those) {
    test(id, () => {
      const rules = input.rules.map((raw: Record<string, unknown>) =>
        rule({
          direction: String(raw.direction),
          ethertype: String(raw.ethertype),
          protocol: (raw.protocol as string | null | undefined) ?? null,
          remoteGroupId: (raw.remote_group_id as string | null | undefined) ?? null,
          remoteIpPrefix: (raw.remote_ip_prefix as string | null | undefined) ?? null,
          usedInDefaultGroup: raw.used_in_default_sg === true,
          usedInCustomGroups: input.mode === 'probe-group' || raw.used_in_non_default_sg === true,
        }),
      )
      const securityGroupRules = { path: input.mode, rules }
      const { verdict } = testcase.judge({ securityGroupRules } as never, new Date(0))
      assert.equal(verdict, expected_standard ?? expected_python)
    })
  }
})

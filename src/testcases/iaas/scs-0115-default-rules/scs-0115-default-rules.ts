import {
  type DefaultSecurityRules,
  defaultSecurityRules,
  type GroupKind,
} from '#facts/derived/default-security-rules.ts'
import { securityGroupRuleText } from '#facts/derived/security-group-rule-text.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding } from '#vocabulary/finding.ts'

const GROUP_NAMES: Readonly<Record<GroupKind, string>> = {
  default: 'of the default group',
  custom: 'of custom groups',
}

/** Outgoing traffic SHOULD be allowed: the reference fails what is a warning here (deviation D-45). */
export const testcase = defineTestcase({
  id: 'scs-0115-default-rules',
  title: 'New security groups let nothing in, except members of the same group into the default group',
  requirement: 'https://docs.scs.community/standards/scs-0115-v1-default-rules-for-security-groups',
  remedy:
    'Needs an administrator: `openstack default security group rule list` shows the rules, `openstack default security group rule delete ID` takes one away, `openstack default security group rule create --egress --ethertype IPv6 --for-default-sg --for-custom-sg` lets everything out. Groups that exist already keep their rules.',
  // On the path without a template a security group is created; with one it only reads.
  section: 'medium',
  needs: ['securityGroupRules'],
  judge({ securityGroupRules }) {
    const sorted = defaultSecurityRules(securityGroupRules)
    const isTemplate = securityGroupRules.path === 'template'
    const notJudged: Finding = {
      code: 'default-group-not-judged',
      about: { kind: 'security group rules', name: GROUP_NAMES.default },
      expected: 'template rules (security-groups-default-rules)',
    }
    return conclude({
      examined: securityGroupRules.rules.length,
      findings: sorted.admitting.map((rule) => ({
        code: 'ingress-admitted',
        about: { kind: 'security group rules', name: isTemplate ? rule.id : GROUP_NAMES.custom, id: rule.id },
        found: securityGroupRuleText(rule),
      })),
      warnings: [...doubts(sorted), ...(isTemplate ? [] : [notJudged])],
      whenNone: 'PASS',
    })
  },
})

function doubts({ withoutEgress, withoutSameGroup }: DefaultSecurityRules): Finding[] {
  return [
    ...withoutEgress.map(({ group, ethertype }): Finding => {
      const about = { kind: 'security group rules', name: GROUP_NAMES[group] } as const
      return { code: 'egress-not-open', about, expected: `egress ${ethertype} to anywhere` }
    }),
    ...withoutSameGroup.map((ethertype): Finding => {
      const about = { kind: 'security group rules', name: GROUP_NAMES.default } as const
      return { code: 'same-group-not-admitted', about, expected: `ingress ${ethertype} from the same group` }
    }),
  ]
}

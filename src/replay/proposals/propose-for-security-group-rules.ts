import { securityGroupRuleText } from '#facts/derived/security-group-rule-text.ts'
import { type PlanAnswer, type PlanQuestion, propose } from '../proposal.ts'

/**
 * Deletes a template rule that admits incoming traffic (scs-0115-v1). Where the cloud has no template API there is
 * nothing that could be deleted: its rules are built in.
 */
export function proposeForSecurityGroupRules({ finding, facts }: PlanQuestion): PlanAnswer {
  const object = finding.about
  const observed = facts.securityGroupRules
  if (observed?.path !== 'template') {
    return { object, why: 'The cloud has no API for the rules of new security groups: they are built in.' }
  }
  const rule = observed.rules.find(({ id }) => id === object.id)
  if (rule === undefined) return { object, why: 'The rule is not in the facts.' }
  return propose(
    { kind: object.kind, name: securityGroupRuleText(rule), id: rule.id },
    { kind: 'delete-security-group-rule' },
    'Security groups that exist already keep their rules.',
  )
}

import { defineManualTestcase } from '../define-testcase.ts'

export const testcase = defineManualTestcase({
  id: 'domain-manager-check',
  title: 'A domain manager administers users, groups, projects and permitted roles of the own domain and of no other',
  requirement: 'https://docs.scs.community/standards/scs-0302-v1-domain-manager-role#conformance-tests',
  remedy:
    'From Keystone 2024.2 on, switch on `enforce_scope` and `enforce_new_defaults`, and let `is_domain_managed_role` never contain `admin`; before that, use the policy file of the standard’s implementation notes. The check needs two empty domains with a manager each.',
  lifetime: 'quarter',
})

import { defineManualTestcase } from '../define-testcase.ts'

export const testcase = defineManualTestcase({
  id: 'siegel-0212-registry-check',
  title:
    'The offering has a container registry with most of the recommended features (draft of scs-0212; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0212-v1-requirements-for-container-registries',
  remedy:
    'Answer for each feature whether the registry has it: audit log, system identities, authentication, RBAC, automation, vulnerability scan, signing, multi-tenancy, backup and restore, monitoring, high availability, replication, proxy cache, quota, garbage collection, retention.',
  lifetime: 'year',
})

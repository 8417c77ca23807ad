import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeServicePresence, registerServiceRemedy } from '../judge-service-presence.ts'

export const testcase = defineTestcase({
  id: 'scs-0116-presence',
  title: 'Users find an endpoint of the key manager in the catalogue',
  requirement: 'https://docs.scs.community/standards/scs-0116-v1-key-manager-standard',
  remedy: `Deploy a key manager such as Barbican. ${registerServiceRemedy('key-manager')}`,
  needs: ['serviceCatalogue'],
  judge: ({ serviceCatalogue }) => judgeServicePresence(serviceCatalogue, 'key-manager'),
})

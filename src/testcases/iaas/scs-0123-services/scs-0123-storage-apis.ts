import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeServicePresence, registerServiceRemedy } from '../judge-service-presence.ts'

/** Newest first, as clouds that have several should be seen. */
const ALIASES = ['volumev3', 'volumev2', 'volume', 'block-store']

export const testcase = defineTestcase({
  id: 'scs-0123-storage-apis',
  title: 'Users find an endpoint of block storage in the catalogue',
  requirement: 'https://docs.scs.community/standards/scs-0123-v1-mandatory-and-supported-IaaS-services',
  remedy: registerServiceRemedy('block-storage'),
  needs: ['serviceCatalogue'],
  judge: ({ serviceCatalogue }) => judgeServicePresence(serviceCatalogue, 'block-storage', ALIASES),
})

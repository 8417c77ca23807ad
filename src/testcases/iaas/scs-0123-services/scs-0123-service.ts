import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeServicePresence, registerServiceRemedy } from '../judge-service-presence.ts'

interface Service {
  /** The last part of the testcase's id. */
  readonly name: string
  readonly type: string
  readonly standard: 'v1-mandatory-and-supported-IaaS-services' | 'v2-services'
  readonly note?: string
}

const V1 = 'v1-mandatory-and-supported-IaaS-services'

const SERVICES: readonly Service[] = [
  { name: 'compute', type: 'compute', standard: V1 },
  { name: 'identity', type: 'identity', standard: V1 },
  { name: 'image', type: 'image', standard: V1 },
  { name: 'network', type: 'network', standard: V1 },
  { name: 'load-balancer', type: 'load-balancer', standard: V1 },
  {
    name: 'placement',
    type: 'placement',
    standard: V1,
    note: 'The text of the standard does not name placement; this testcase comes from the tests that go with it.',
  },
  { name: 's3', type: 'object-store-s3', standard: 'v2-services' },
]

export const testcases = SERVICES.map(({ name, type, standard, note }) =>
  defineTestcase({
    id: `scs-0123-service-${name}`,
    title: `Users find an endpoint of the service ${type} in the catalogue`,
    requirement: `https://docs.scs.community/standards/scs-0123-${standard}`,
    remedy: note ? `${registerServiceRemedy(type)} ${note}` : registerServiceRemedy(type),
    needs: ['serviceCatalogue'],
    judge: ({ serviceCatalogue }) => judgeServicePresence(serviceCatalogue, type),
  }),
)

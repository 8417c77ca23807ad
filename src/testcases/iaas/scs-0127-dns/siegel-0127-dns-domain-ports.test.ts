import { judgeTable } from '#testcases/judge-table.ts'
import { catalogueOf } from '../example-catalogue.ts'
import { testcase } from './siegel-0127-dns-domain-ports.ts'

judgeTable(testcase, [
  {
    name: 'no DNS as a service',
    facts: { serviceCatalogue: catalogueOf('network'), networkExtensions: [] },
    verdict: 'PASS',
  },
  {
    name: 'DNS as a service with the extension',
    facts: { serviceCatalogue: catalogueOf('dns'), networkExtensions: ['dns-domain-ports'] },
    verdict: 'PASS',
  },
  {
    name: 'DNS as a service with the recommended one, which includes it',
    facts: { serviceCatalogue: catalogueOf('dns'), networkExtensions: ['subnet-dns-publish-fixed-ip'] },
    verdict: 'PASS',
  },
  {
    name: 'DNS as a service with the simple extension only',
    facts: { serviceCatalogue: catalogueOf('dns'), networkExtensions: ['dns-integration'] },
    verdict: 'FAIL',
    about: ['service network'],
  },
])

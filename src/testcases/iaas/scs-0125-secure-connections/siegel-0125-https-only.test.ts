import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0125-https-only.ts'

function catalogue(...urls: readonly [where: string, url: string][]): { serviceCatalogue: ServiceCatalogue } {
  const endpoints = urls.map(([where, url]) => ({ interface: where, region: 'RegionOne', url }))
  const services = [{ type: 'image', name: 'glance', endpoints }]
  return { serviceCatalogue: { region: 'RegionOne', interface: 'public', services } }
}

const elsewhere = catalogue(['public', 'http://image.example.org'])

judgeTable(testcase, [
  {
    name: 'https everywhere',
    facts: catalogue(['public', 'https://image.example.org'], ['internal', 'HTTPS://10.0.0.1:9292/']),
    verdict: 'PASS',
  },
  {
    name: 'http for users',
    facts: catalogue(['public', 'http://image.example.org'], ['internal', 'https://10.0.0.1']),
    verdict: 'FAIL',
    about: ['endpoint image (public)'],
  },
  {
    name: 'http inside',
    facts: catalogue(['public', 'https://image.example.org'], ['internal', 'http://10.0.0.1']),
    verdict: 'FAIL',
    about: ['endpoint image (internal)'],
  },
  {
    name: 'http for administrators only',
    facts: catalogue(['public', 'https://image.example.org'], ['admin', 'http://10.0.0.1']),
    verdict: 'PASS',
  },
  { name: 'an endpoint without address', facts: catalogue(['public', '']), verdict: 'FAIL' },
  { name: 'a name that only begins like https', facts: catalogue(['public', 'httpsx://a']), verdict: 'FAIL' },
  {
    name: 'http in every region, where none is configured',
    facts: { serviceCatalogue: { ...elsewhere.serviceCatalogue, region: null } },
    verdict: 'FAIL',
  },
  {
    name: 'no endpoint in the tested region',
    facts: { serviceCatalogue: { ...elsewhere.serviceCatalogue, region: 'RegionTwo' } },
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
])

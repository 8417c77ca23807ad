import { judgeTable } from '#testcases/judge-table.ts'
import { catalogueOf, seenFrom } from '../example-catalogue.ts'
import { testcase } from './scs-0123-storage-apis.ts'

judgeTable(testcase, [
  {
    name: 'block storage under its own name',
    facts: { serviceCatalogue: catalogueOf('block-storage') },
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'block storage under its own name and an alias',
    facts: { serviceCatalogue: catalogueOf('volumev3', 'block-storage') },
    verdict: 'PASS',
    warnsAbout: [],
  },
  ...['volumev3', 'volumev2', 'volume', 'block-store'].map((alias) => ({
    name: `block storage as ${alias} only`,
    facts: { serviceCatalogue: catalogueOf('compute', alias) },
    verdict: 'PASS' as const,
    warnsAbout: ['service block-storage'],
  })),
  {
    name: 'its own name in another region, an alias in the tested one',
    facts: {
      serviceCatalogue: {
        ...catalogueOf('volumev3'),
        services: [
          ...catalogueOf('volumev3').services,
          {
            type: 'block-storage',
            name: null,
            endpoints: [{ interface: 'public', region: 'RegionTwo', url: 'https://two.example.org' }],
          },
        ],
      },
    },
    verdict: 'PASS',
    warnsAbout: ['service block-storage'],
  },
  {
    name: 'no block storage',
    facts: { serviceCatalogue: catalogueOf('compute', 'object-store') },
    verdict: 'FAIL',
    about: ['service block-storage'],
  },
  {
    name: 'block storage in another region only',
    facts: { serviceCatalogue: seenFrom('RegionTwo', catalogueOf('volumev3')) },
    verdict: 'FAIL',
    about: ['service block-storage'],
  },
])

import { judgeTable } from '#testcases/judge-table.ts'
import { catalogueOf, seenFrom } from '../example-catalogue.ts'
import { testcase } from './scs-0123-swift-s3.ts'

const SPEAKS_S3 = { outcome: 's3', host: 'swift.example.org', evidence: 'error document AccessDenied' } as const
const NOT_S3 = { outcome: 'not-s3', host: 'swift.example.org', evidence: 'status 412, text/plain' } as const
const NO_SWIFT = { outcome: 'no-swift', host: null, evidence: '' } as const
const NO_HOST = { outcome: 'no-host', host: null, evidence: 'https:///swift' } as const

judgeTable(testcase, [
  {
    name: 'Swift whose host answers as S3',
    facts: { serviceCatalogue: catalogueOf('object-store'), swiftS3Answer: SPEAKS_S3 },
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'Swift whose host does not answer as S3',
    facts: { serviceCatalogue: catalogueOf('object-store'), swiftS3Answer: NOT_S3 },
    verdict: 'FAIL',
    about: ['endpoint swift.example.org'],
  },
  {
    name: 'Swift whose host does not answer as S3, beside an S3 service of its own',
    facts: { serviceCatalogue: catalogueOf('object-store', 's3'), swiftS3Answer: NOT_S3 },
    verdict: 'PASS',
    warnsAbout: ['endpoint swift.example.org'],
  },
  {
    name: 'no Swift, and S3 under the name of version 1',
    facts: { serviceCatalogue: catalogueOf('s3'), swiftS3Answer: NO_SWIFT },
    verdict: 'PASS',
  },
  {
    name: 'no Swift, and S3 under the name of version 2',
    facts: { serviceCatalogue: catalogueOf('object-store-s3'), swiftS3Answer: NO_SWIFT },
    verdict: 'PASS',
  },
  {
    name: 'neither Swift nor S3 in the catalogue: the documentation may still name one',
    facts: { serviceCatalogue: catalogueOf('compute'), swiftS3Answer: NO_SWIFT },
    verdict: 'ABORT',
  },
  {
    name: 'no Swift, and S3 in another region only',
    facts: { serviceCatalogue: seenFrom('RegionTwo', catalogueOf('s3')), swiftS3Answer: NO_SWIFT },
    verdict: 'ABORT',
  },
  {
    name: 'a Swift endpoint that names no host',
    facts: { serviceCatalogue: catalogueOf('object-store'), swiftS3Answer: NO_HOST },
    verdict: 'ABORT',
  },
])

import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-image-recency.ts'

const STALE = { created_at: '2026-06-02T00:00:00Z', image_build_date: '2026-06-01' }

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS' },
  { name: 'a fresh image', facts: cloudWithImages({}), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a monthly image on the last of the three days of grace',
    facts: cloudWithImages({}),
    at: '2026-09-06T23:59:59Z',
    verdict: 'PASS',
  },
  {
    name: 'a monthly image after the three days of grace',
    facts: cloudWithImages({}),
    at: '2026-09-07T00:00:00Z',
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a stale image that was built long before it was published',
    facts: cloudWithImages({ image_build_date: '2026-01-01' }),
    verdict: 'PASS',
  },
  {
    name: 'a stale image whose registration is unknown, by its build date',
    facts: cloudWithImages({ ...STALE, created_at: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image that promises a frequency and has no date at all',
    facts: cloudWithImages({ created_at: null, image_build_date: 'junk' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a stale image that is never replaced',
    facts: cloudWithImages({ ...STALE, replace_frequency: 'never' }),
    verdict: 'PASS',
  },
  {
    name: 'a stale image with an unknown frequency',
    facts: cloudWithImages({ ...STALE, replace_frequency: 'often' }),
    verdict: 'PASS',
  },
  {
    name: 'a stale image without a frequency',
    facts: cloudWithImages({ ...STALE, replace_frequency: undefined }),
    verdict: 'PASS',
  },
  {
    name: 'a stale image for which nothing is promised',
    facts: cloudWithImages({ ...STALE, provided_until: 'none' }),
    verdict: 'PASS',
  },
  {
    name: 'a stale image whose promise ends today',
    facts: cloudWithImages({ ...STALE, provided_until: '2026-08-09' }),
    verdict: 'FAIL',
  },
  {
    name: 'a stale image whose promise ended yesterday',
    facts: cloudWithImages({ ...STALE, provided_until: '2026-08-08' }),
    verdict: 'PASS',
  },
  {
    name: 'a stale image that is promised until further notice',
    facts: cloudWithImages({ ...STALE, provided_until: 'notice' }),
    verdict: 'FAIL',
  },
  {
    name: 'a stale image without provided_until',
    facts: cloudWithImages({ ...STALE, provided_until: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'a stale image that is hidden', facts: cloudWithImages({ ...STALE, os_hidden: true }), verdict: 'PASS' },
  {
    name: 'a stale image with the date at the end of its name beside the current one',
    facts: cloudWithImages({ ...STALE, name: 'Ubuntu 24.04 20260601' }, {}),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a stale image with another word at the end of its name beside the current one',
    facts: cloudWithImages({ ...STALE, name: 'Ubuntu 24.04 backup' }, {}),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04 backup'],
  },
  {
    name: 'a stale image with a date at the end of its name whose successor is hidden',
    facts: cloudWithImages({ ...STALE, name: 'Ubuntu 24.04 20260601' }, { os_hidden: true }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04 20260601'],
  },
  {
    name: 'a stale image with a date at the end of its name whose successor is stale, too',
    facts: cloudWithImages({ ...STALE, name: 'Ubuntu 24.04 20260601' }, STALE),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04 20260601', 'image Ubuntu 24.04'],
  },
  {
    name: 'a stale and a fresh image of the same name',
    facts: cloudWithImages(STALE, {}),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04', 'image Ubuntu 24.04'],
  },
  {
    name: 'a stale community image of another project',
    facts: cloudWithImages({ ...STALE, visibility: 'community' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a stale image of one word beside a fresh one whose name is empty',
    facts: cloudWithImages({ ...STALE, name: 'Ubuntu' }, { name: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu'],
  },
  {
    name: 'a stale image without a name',
    facts: cloudWithImages({ ...STALE, name: null }),
    verdict: 'FAIL',
    about: ['image (no name)'],
  },
])

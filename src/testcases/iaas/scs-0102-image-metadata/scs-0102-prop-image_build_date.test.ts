import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-image_build_date.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without image_build_date',
    facts: cloudWithImages({ image_build_date: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_build_date is null',
    facts: cloudWithImages({ image_build_date: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_build_date is empty',
    facts: cloudWithImages({ image_build_date: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_build_date is blank',
    facts: cloudWithImages({ image_build_date: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_build_date is a list',
    facts: cloudWithImages({ image_build_date: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  { name: 'a day', facts: cloudWithImages({ image_build_date: '2026-08-01' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'a day with hour and minute',
    facts: cloudWithImages({ image_build_date: '2026-08-01 12:30' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a day with a time to the second',
    facts: cloudWithImages({ image_build_date: '2026-08-01 12:30:59' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a build at the very moment of registration',
    facts: cloudWithImages({ image_build_date: '2026-08-03 09:00:00' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a build one second after registration',
    facts: cloudWithImages({ image_build_date: '2026-08-03 09:00:01' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a time with T and Z, which is tolerated',
    facts: cloudWithImages({ image_build_date: '2026-08-01T12:30:59Z' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'an unpadded day, which is tolerated',
    facts: cloudWithImages({ image_build_date: '2026-8-1' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a day without hyphens',
    facts: cloudWithImages({ image_build_date: '20260801' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a day that does not exist',
    facts: cloudWithImages({ image_build_date: '2026-02-30' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a registration in another time zone, later than the build',
    facts: cloudWithImages({ image_build_date: '2026-08-02 12:00', created_at: '2026-08-02T13:00:00+02:00' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a registration in another time zone, before the build',
    facts: cloudWithImages({ image_build_date: '2026-08-02 11:00', created_at: '2026-08-02T13:00:00+02:00' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a registration that cannot be read',
    facts: cloudWithImages({ created_at: 'yesterday' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a build tomorrow of an image whose registration is unknown',
    facts: cloudWithImages({ created_at: null, image_build_date: '2026-08-10' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', image_build_date: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', image_build_date: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, image_build_date: undefined }),
    verdict: 'PASS',
  },
])

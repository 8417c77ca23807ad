import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './scs-0102-prop-image_source.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'an image without image_source',
    facts: cloudWithImages({ image_source: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_source is null',
    facts: cloudWithImages({ image_source: null }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_source is empty',
    facts: cloudWithImages({ image_source: '' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_source is blank',
    facts: cloudWithImages({ image_source: '  ' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an image whose image_source is a list',
    facts: cloudWithImages({ image_source: ['x86_64'] }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an https URL',
    facts: cloudWithImages({ image_source: 'https://x.example/a.img' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an http URL',
    facts: cloudWithImages({ image_source: 'http://x.example/' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an ftp URL',
    facts: cloudWithImages({ image_source: 'ftp://x.example/a.img' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'an ftps URL',
    facts: cloudWithImages({ image_source: 'ftps://x.example/a.img' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a scheme in capitals',
    facts: cloudWithImages({ image_source: 'HTTPS://x.example/' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  { name: 'a private image', facts: cloudWithImages({ image_source: 'private' }), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'private with a capital',
    facts: cloudWithImages({ image_source: 'Private' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a URL without a host',
    facts: cloudWithImages({ image_source: 'https:///a.img' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'an ftps URL without a host',
    facts: cloudWithImages({ image_source: 'ftps:///a.img' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a host with an impossible port',
    facts: cloudWithImages({ image_source: 'https://x.example:99999/' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a URL without a scheme',
    facts: cloudWithImages({ image_source: 'x.example/a.img' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a URL that does not download',
    facts: cloudWithImages({ image_source: 'swift://container/object' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a file of the machine',
    facts: cloudWithImages({ image_source: 'file:///srv/a.img' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a URL within a sentence',
    facts: cloudWithImages({ image_source: 'see https://x.example/' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a URL with a blank in it',
    facts: cloudWithImages({ image_source: 'https://x.example/a b.img' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'a good and a bad image',
    facts: cloudWithImages({}, { name: 'Bad', image_source: undefined }),
    verdict: 'FAIL',
    about: ['image Bad'],
  },
  {
    name: 'a bad community image of another project',
    facts: cloudWithImages({ visibility: 'community', image_source: undefined }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a bad image that is hidden',
    facts: cloudWithImages({ os_hidden: true, image_source: undefined }),
    verdict: 'PASS',
  },
])

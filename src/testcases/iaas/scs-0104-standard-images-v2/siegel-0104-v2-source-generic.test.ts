import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0104-v2-source-generic.ts'

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS' },
  { name: 'Ubuntu from its vendor', facts: cloudWithImages({}), verdict: 'PASS', warnsAbout: [] },
  {
    name: 'Ubuntu from the folder of releases of its vendor',
    facts: cloudWithImages({ image_source: 'https://cloud-images.ubuntu.com/releases/noble/release/a.img' }),
    verdict: 'PASS',
  },
  {
    name: 'Ubuntu from the folder of another release',
    facts: cloudWithImages({ image_source: 'https://cloud-images.ubuntu.com/jammy/a.img' }),
    verdict: 'FAIL',
    about: ['image Ubuntu 24.04'],
  },
  {
    name: 'Ubuntu from a mirror',
    facts: cloudWithImages({ image_source: 'https://mirror.example/noble/a.img' }),
    verdict: 'FAIL',
  },
  { name: 'Ubuntu without a source', facts: cloudWithImages({ image_source: undefined }), verdict: 'FAIL' },
  {
    name: 'an interim release of Ubuntu from its vendor',
    facts: cloudWithImages({ os_version: '25.10', image_source: 'https://cloud-images.ubuntu.com/questing/a.img' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'a release of Ubuntu whose code name is not known',
    facts: cloudWithImages({ os_version: '27.10', image_source: 'https://mirror.example/a.img' }),
    verdict: 'PASS',
    warnsAbout: ['image Ubuntu 24.04'],
  },
  {
    name: 'a point release, which the standard does not name',
    facts: cloudWithImages({ os_version: '24.04.1', image_source: 'https://mirror.example/a.img' }),
    verdict: 'PASS',
  },
  {
    name: 'Debian from its vendor',
    facts: cloudWithImages({
      os_distro: 'debian',
      os_version: '13',
      image_source: 'https://cdimage.debian.org/cdimage/cloud/trixie/a.qcow2',
    }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  {
    name: 'Debian from the folder of another release',
    facts: cloudWithImages({
      os_distro: 'debian',
      os_version: '12',
      image_source: 'https://cloud.debian.org/images/cloud/trixie/a.qcow2',
    }),
    verdict: 'FAIL',
  },
  {
    name: 'another distribution from anywhere',
    facts: cloudWithImages({ os_distro: 'fedora', os_version: '43', image_source: 'https://mirror.example/a.img' }),
    verdict: 'PASS',
  },
  {
    name: 'a minimal Ubuntu from a mirror',
    facts: cloudWithImages({ os_purpose: 'minimal', image_source: 'https://mirror.example/a.img' }),
    verdict: 'PASS',
  },
  {
    name: 'a hidden Ubuntu from a mirror',
    facts: cloudWithImages({ os_hidden: true, image_source: 'https://mirror.example/a.img' }),
    verdict: 'PASS',
  },
  {
    name: 'a generic community image from a mirror',
    facts: cloudWithImages({ visibility: 'community', image_source: 'https://mirror.example/a.img' }),
    verdict: 'FAIL',
    warnsAbout: ['image Ubuntu 24.04'],
  },
])

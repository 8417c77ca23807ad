import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcases } from './scs-0104-source.ts'

const NOBLE = 'https://cloud-images.ubuntu.com/noble/current/a.img'
const OSISM = 'https://nbg1.your-objectstorage.com/osism/openstack-k8s-capi-images/ubuntu-2404-kube-v1.35/a.qcow2'
const REGIO =
  'https://swift.services.a.regiocloud.tech/swift/v1/AUTH_b182637428444b9aa302bb8d5a5a418c/openstack-k8s-capi-images'

const SOURCES: Readonly<Record<string, { name: string; right: readonly string[]; wrong: readonly string[] }>> = {
  'scs-0104-source-ubuntu-2404': {
    name: 'Ubuntu 24.04',
    right: [NOBLE, 'https://cloud-images.ubuntu.com/releases/noble/release/a.img'],
    wrong: [
      'https://cloud-images.ubuntu.com/jammy/current/a.img',
      'https://cloud-images.ubuntu.com/noble/../jammy/current/a.img',
      'https://cloud-images.ubuntu.com/noble/%2e%2e/jammy/current/a.img',
      'https://cloud-images.ubuntu.com/noble',
      'http://cloud-images.ubuntu.com/noble/current/a.img',
      'private',
    ],
  },
  'scs-0104-source-ubuntu-2204': {
    name: 'Ubuntu 22.04',
    right: ['https://cloud-images.ubuntu.com/jammy/20240101/a.img'],
    wrong: [NOBLE],
  },
  'scs-0104-source-ubuntu-2004': {
    name: 'Ubuntu 20.04',
    right: ['https://cloud-images.ubuntu.com/releases/focal/a.img'],
    wrong: [NOBLE],
  },
  'scs-0104-source-debian-13': {
    name: 'Debian 13',
    right: [
      'https://cloud.debian.org/images/cloud/trixie/latest/a.qcow2',
      'https://cdimage.debian.org/cdimage/cloud/trixie/a.qcow2',
    ],
    wrong: ['https://cloud.debian.org/images/cloud/bookworm/latest/a.qcow2'],
  },
  'scs-0104-source-debian-12': {
    name: 'Debian 12',
    right: ['https://cloud.debian.org/images/cloud/bookworm/latest/a.qcow2'],
    wrong: ['https://cloud.debian.org/images/cloud/sid/a.qcow2'],
  },
  'scs-0104-source-debian-11': {
    name: 'Debian 11',
    right: ['https://cdimage.debian.org/cdimage/cloud/bullseye/a.qcow2'],
    wrong: ['https://cdimage.debian.org/cdimage/cloud/buster/a.qcow2'],
  },
  'scs-0104-source-capi-1': {
    name: 'ubuntu-capi-image v1.35.4',
    right: [OSISM, `${REGIO}/ubuntu-2204-kube-v1.29/a.qcow2`, `${REGIO}/ubuntu-2404-kube-v1.35/a.qcow2`],
    wrong: [`${REGIO}/ubuntu-2004-kube/a.qcow2`, 'https://mirror.example/a.qcow2'],
  },
  'scs-0104-source-capi-2': {
    name: 'ubuntu-capi-image-v1.35.4',
    right: [OSISM, `${REGIO}/ubuntu-2404-kube-v1.35/a.qcow2`],
    wrong: ['https://nbg1.your-objectstorage.com/other/a.qcow2'],
  },
}

test('every image that a module of the standard names has a testcase for its source', () => {
  assert.deepEqual(testcases.map(({ id }) => id).toSorted(), Object.keys(SOURCES).toSorted())
})

for (const testcase of testcases) {
  const { name = '', right = [], wrong = [] } = SOURCES[testcase.id] ?? {}
  const [good] = right
  judgeTable(testcase, [
    { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS' },
    {
      name: 'only an image of another name comes from elsewhere',
      facts: cloudWithImages({ name: 'Own', image_source: 'private' }),
      verdict: 'PASS',
    },
    ...right.map((image_source) => ({
      name: `the image comes from ${image_source}`,
      facts: cloudWithImages({ name, image_source }),
      verdict: 'PASS' as const,
      warnsAbout: [],
    })),
    ...wrong.map((image_source) => ({
      name: `the image comes from ${image_source}`,
      facts: cloudWithImages({ name, image_source }),
      verdict: 'FAIL' as const,
      about: [`image ${name}`],
    })),
    {
      name: 'the image does not name its source',
      facts: cloudWithImages({ name, image_source: undefined }),
      verdict: 'FAIL',
      about: [`image ${name}`],
    },
    { name: 'the source is null', facts: cloudWithImages({ name, image_source: null }), verdict: 'FAIL' },
    { name: 'the source is a list', facts: cloudWithImages({ name, image_source: [good] }), verdict: 'FAIL' },
    {
      name: 'of two images of the name, the first comes from elsewhere',
      facts: cloudWithImages({ name, image_source: 'private' }, { name, image_source: good }),
      verdict: 'FAIL',
      about: [`image ${name}`],
    },
    {
      name: 'an image from elsewhere is hidden',
      facts: cloudWithImages({ name, image_source: 'private', os_hidden: true }),
      verdict: 'PASS',
    },
  ])
}

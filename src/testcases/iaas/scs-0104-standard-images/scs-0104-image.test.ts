import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcases } from './scs-0104-image.ts'

const NAMES: Readonly<Record<string, { readonly right: readonly string[]; readonly wrong: readonly string[] }>> = {
  'scs-0104-image-ubuntu-2404': { right: ['Ubuntu 24.04'], wrong: ['Ubuntu 22.04', 'Ubuntu 24.04 LTS'] },
  'scs-0104-image-ubuntu-2204': { right: ['Ubuntu 22.04'], wrong: ['Ubuntu 24.04', 'ubuntu 22.04'] },
  'scs-0104-image-debian-13': { right: ['Debian 13'], wrong: ['Debian 12', 'Debian 13.1'] },
  'scs-0104-image-debian-12': { right: ['Debian 12'], wrong: ['Debian 13', 'debian 12'] },
  'scs-0104-image-capi-1': {
    right: ['ubuntu-capi-image v1.29', 'ubuntu-capi-image v1.29.3'],
    wrong: [
      'ubuntu-capi-image-v1.29.3',
      'ubuntu-capi-image v10.2',
      'ubuntu-capi-image v1',
      'my ubuntu-capi-image v1.29',
    ],
  },
  'scs-0104-image-capi-2': {
    right: ['ubuntu-capi-image-v1.35', 'ubuntu-capi-image-v1.35.4'],
    wrong: ['ubuntu-capi-image v1.35.4', 'ubuntu-capi-image-v10.2', 'Ubuntu-capi-image-v1.35'],
  },
}

test('every image that a module of the standard demands or recommends has a testcase', () => {
  assert.deepEqual(testcases.map(({ id }) => id).toSorted(), Object.keys(NAMES).toSorted())
})

for (const testcase of testcases) {
  const { right = [], wrong = [] } = NAMES[testcase.id] ?? {}
  const [name = ''] = right
  judgeTable(testcase, [
    { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'FAIL' },
    ...right.map((imageName) => ({
      name: `a cloud with ${imageName}`,
      facts: cloudWithImages({ name: 'Other' }, { name: imageName }),
      verdict: 'PASS' as const,
      warnsAbout: [],
    })),
    ...wrong.map((imageName) => ({
      name: `a cloud with ${imageName} instead`,
      facts: cloudWithImages({ name: imageName }),
      verdict: 'FAIL' as const,
    })),
    {
      name: 'the image is a community image',
      facts: cloudWithImages({ name, visibility: 'community' }),
      verdict: 'PASS',
    },
    { name: 'the image is hidden', facts: cloudWithImages({ name, os_hidden: true }), verdict: 'FAIL' },
    { name: 'the image is private', facts: cloudWithImages({ name, visibility: 'private' }), verdict: 'FAIL' },
    { name: 'the image is still queued', facts: cloudWithImages({ name, status: 'queued' }), verdict: 'FAIL' },
    { name: 'no image has a name', facts: cloudWithImages({ name: null }), verdict: 'FAIL' },
  ])
}

const capi = testcases.find(({ id }) => id === 'scs-0104-image-capi-2')
assert.ok(capi)
judgeTable({ ...capi, id: 'scs-0104-image-capi-2 and additions to the name' }, [
  {
    name: 'the only image has an addition to the name, which the scheme allows',
    facts: cloudWithImages({ name: 'ubuntu-capi-image-v1.35.4-dev' }),
    verdict: 'PASS',
    warnsAbout: ['image ubuntu-capi-image-v1.35.4-dev'],
  },
  {
    name: 'there is one image with an addition to the name and one without',
    facts: cloudWithImages({ name: 'ubuntu-capi-image-v1.35.4-dev' }, { name: 'ubuntu-capi-image-v1.35.4' }),
    verdict: 'PASS',
    warnsAbout: [],
  },
  { name: 'there is no image', facts: cloudWithImages(), verdict: 'FAIL', about: ['image ubuntu-capi-image-vN.N[.N]'] },
])

import { cloudWithImages } from '#facts/openstack/cloud-with-images.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0104-v2-source-capi.ts'

const CAPI = {
  name: 'ubuntu-capi-image-v1.35.4',
  image_source: 'https://nbg1.your-objectstorage.com/osism/openstack-k8s-capi-images/ubuntu-2404-kube-v1.35/a.qcow2',
  os_purpose: 'k8snode',
  image_description: 'https://github.com/osism/k8s-capi-images',
}

judgeTable(testcase, [
  { name: 'a cloud without images', facts: cloudWithImages(), verdict: 'PASS' },
  { name: 'a CAPI image of the publisher', facts: cloudWithImages({ ...CAPI }), verdict: 'PASS' },
  {
    name: 'a CAPI image with a blank in its name',
    facts: cloudWithImages({ ...CAPI, name: 'ubuntu-capi-image v1.35.4' }),
    verdict: 'PASS',
  },
  {
    name: 'a CAPI image of the container that is tolerated',
    facts: cloudWithImages({
      ...CAPI,
      image_source:
        'https://swift.services.a.regiocloud.tech/swift/v1/AUTH_b182637428444b9aa302bb8d5a5a418c/openstack-k8s-capi-images/any/a.qcow2',
    }),
    verdict: 'PASS',
  },
  {
    name: 'a CAPI image of a mirror',
    facts: cloudWithImages({ ...CAPI, image_source: 'https://mirror.example/a.qcow2' }),
    verdict: 'FAIL',
    about: ['image ubuntu-capi-image-v1.35.4'],
  },
  {
    name: 'a CAPI image for another purpose',
    facts: cloudWithImages({ ...CAPI, os_purpose: 'custom' }),
    verdict: 'FAIL',
  },
  {
    name: 'a CAPI image with a slash too many in its description',
    facts: cloudWithImages({ ...CAPI, image_description: 'https://github.com/osism/k8s-capi-images/' }),
    verdict: 'FAIL',
  },
  {
    name: 'a CAPI image that says nothing of itself',
    facts: cloudWithImages({ ...CAPI, image_source: undefined, os_purpose: undefined, image_description: undefined }),
    verdict: 'FAIL',
    about: Array(3).fill('image ubuntu-capi-image-v1.35.4'),
  },
  {
    name: 'an image of another name from a mirror',
    facts: cloudWithImages({ ...CAPI, name: 'my-capi-image-v1.35.4', image_source: 'https://mirror.example/a.qcow2' }),
    verdict: 'PASS',
  },
])

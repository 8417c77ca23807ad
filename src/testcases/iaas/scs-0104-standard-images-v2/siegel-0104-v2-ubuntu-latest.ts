import { UBUNTU_LTS } from '#facts/derived/ubuntu-releases.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeGenericImage } from './judge-generic-image.ts'

/** A working id of our own: the official ids of scs-0104-v2 are not known here. */
export const testcase = defineTestcase({
  id: 'siegel-0104-v2-ubuntu-latest',
  title:
    'A generic image of the latest release of Ubuntu with long-term support is provided (scs-0104-v2: must; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0104-v2-standard-images#mandatory-and-recommended-images',
  remedy:
    'Provide an active image of that release for everybody and describe it: `openstack image set --property os_purpose=generic --property os_distro=ubuntu --property os_version=26.04 --property architecture=x86_64 IMAGE_ID`, with the version that the finding names.',
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeGenericImage(providedImages, UBUNTU_LTS, 'latest', at),
})

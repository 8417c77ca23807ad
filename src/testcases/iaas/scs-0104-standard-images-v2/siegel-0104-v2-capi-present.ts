import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgePresence } from '#testcases/iaas/scs-0104-standard-images/judge-presence.ts'
import { CAPI_NAME_WITH_DASH } from '#testcases/iaas/scs-0104-standard-images/standard-images.ts'

/** A working id of our own: the official ids of scs-0104-v2 are not known here. */
export const testcase = defineTestcase({
  id: 'siegel-0104-v2-capi-present',
  title: 'A CAPI image is provided (scs-0104-v2: should; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0104-v2-standard-images#official-scs-capi-images-1',
  remedy:
    'Provide an image of https://github.com/osism/k8s-capi-images for everybody under its own name, such as `openstack image create --public --disk-format qcow2 --container-format bare --file FILE ubuntu-capi-image-v1.35.4`.',
  needs: ['providedImages'],
  judge: ({ providedImages }) =>
    judgePresence(providedImages, {
      name: CAPI_NAME_WITH_DASH,
      nameText: 'ubuntu-capi-image-vN.N[.N]',
    }),
})

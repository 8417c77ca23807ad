import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgePresence } from './judge-presence.ts'
import { STANDARD_IMAGES, type StandardImage } from './standard-images.ts'

/** One testcase per standard image that a list demands or recommends: it is provided under its name. */
export const testcases = STANDARD_IMAGES.filter((image) => image.testcases.includes('image')).map(presenceTestcase)

function presenceTestcase(standardImage: StandardImage) {
  const { key, nameText } = standardImage
  return defineTestcase({
    id: `scs-0104-image-${key}`,
    title: `The cloud provides an image named ${nameText}`,
    requirement: 'https://docs.scs.community/standards/scs-0104-v1-standard-images',
    remedy: `Provide an active image for everybody whose name is \`${nameText}\`, letter by letter, from the vendor: \`openstack image create --public --disk-format qcow2 --container-format bare --file FILE "${nameText}"\`. openstack-image-manager does this, with all properties.`,
    needs: ['providedImages'],
    judge: ({ providedImages }) => judgePresence(providedImages, standardImage),
  })
}

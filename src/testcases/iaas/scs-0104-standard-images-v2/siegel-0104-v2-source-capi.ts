import { propertyText } from '#facts/derived/image-property.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import {
  type ImageRule,
  judgeEveryImage,
  type Opinion,
} from '#testcases/iaas/scs-0102-image-metadata/judge-every-image.ts'
import { mandatoryText } from '#testcases/iaas/scs-0102-image-metadata/property-rules.ts'
import { judgeSource } from '#testcases/iaas/scs-0104-standard-images/judge-source.ts'
import {
  CAPI_CONTAINERS,
  CAPI_NAME_WITH_BLANK,
  CAPI_NAME_WITH_DASH,
  hasStandardName,
} from '#testcases/iaas/scs-0104-standard-images/standard-images.ts'

/** A working id of our own: the official ids of scs-0104-v2 are not known here. */
export const testcase = defineTestcase({
  id: 'siegel-0104-v2-source-capi',
  title: 'Every image with the name of a CAPI image is one (scs-0104-v2: must; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0104-v2-standard-images#official-scs-capi-images',
  remedy:
    'Take the image from the container of k8s-capi-images and describe it: `openstack image set --property image_source=URL --property os_purpose=k8snode --property image_description=https://github.com/osism/k8s-capi-images IMAGE_ID`. An image of your own needs another name.',
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages.filter(hasCapiName), judgeCapiImage, at),
})

function hasCapiName({ name }: Image): boolean {
  return hasStandardName(name, CAPI_NAME_WITH_BLANK) || hasStandardName(name, CAPI_NAME_WITH_DASH)
}

const judgeCapiImage: ImageRule = (image, at) => {
  const opinions = [
    judgeSource(image, at, CAPI_CONTAINERS),
    exactly('os_purpose', 'k8snode')(image, at),
    exactly('image_description', 'https://github.com/osism/k8s-capi-images')(image, at),
  ]
  return { findings: opinions.flatMap(({ findings = [] }) => findings) }
}

function exactly(name: string, demanded: string): ImageRule {
  return mandatoryText(name, (text): Opinion => {
    if (text === demanded) return {}
    const found = propertyText(name, text)
    return { findings: [{ code: 'property-value-not-allowed', found, expected: demanded }] }
  })
}

import type { Image } from '#facts/openstack/provided-images.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeEveryImage } from '#testcases/iaas/scs-0102-image-metadata/judge-every-image.ts'
import { judgeSource } from './judge-source.ts'
import { hasStandardName, STANDARD_IMAGES, type StandardImage } from './standard-images.ts'

/** One testcase per standard image: wherever its name is used, the image comes from an accepted source. */
export const testcases = STANDARD_IMAGES.filter((image) => image.testcases.includes('source')).map(sourceTestcase)

function sourceTestcase({ key, name, nameText, sources }: StandardImage) {
  const hasName = (image: Image) => hasStandardName(image.name, name)
  return defineTestcase({
    id: `scs-0104-source-${key}`,
    title: `Every provided image named ${nameText} comes from an accepted source`,
    requirement: 'https://docs.scs.community/standards/scs-0104-v1-standard-images',
    remedy: `Take the image from ${sources.map((source) => `\`${source}\``).join(' or ')} and say so: \`openstack image set --property image_source=URL IMAGE_ID\`. An image from elsewhere needs another name.`,
    needs: ['providedImages'],
    judge: ({ providedImages }, at) =>
      judgeEveryImage(providedImages.filter(hasName), (image) => judgeSource(image, at, sources), at),
  })
}

import { DEBIAN_CODENAMES } from '#facts/derived/debian-releases.ts'
import { imageText, propertyText } from '#facts/derived/image-property.ts'
import { UBUNTU_CODENAMES } from '#facts/derived/ubuntu-releases.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { doubtful, type ImageRule, judgeEveryImage } from '#testcases/iaas/scs-0102-image-metadata/judge-every-image.ts'
import { judgeSource } from '#testcases/iaas/scs-0104-standard-images/judge-source.ts'
import { debianSources, ubuntuSources } from '#testcases/iaas/scs-0104-standard-images/standard-images.ts'

/** The vendors whose sources the standard demands; other distributions SHOULD come from theirs, which nobody can test. */
const VENDORS = [
  { distro: 'ubuntu', version: /^\d{2}\.\d{2}$/, codenames: UBUNTU_CODENAMES, sources: ubuntuSources },
  { distro: 'debian', version: /^\d{1,2}$/, codenames: DEBIAN_CODENAMES, sources: debianSources },
] as const

/** A working id of our own: the official ids of scs-0104-v2 are not known here. */
export const testcase = defineTestcase({
  id: 'siegel-0104-v2-source-generic',
  title: 'Every generic image of Debian and Ubuntu comes from its vendor (scs-0104-v2: must; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0104-v2-standard-images#mandatory-image-sources',
  remedy:
    'Take the image from the site of the vendor, from the folder of that very release, and say so: `openstack image set --property image_source=URL IMAGE_ID`. An image with changes of your own is not generic: `openstack image set --property os_purpose=custom IMAGE_ID`.',
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages.filter(isCovered), judgeGenericSource, at),
})

function vendorOf(image: Image) {
  const version = imageText(image, 'os_version') ?? ''
  return VENDORS.find((vendor) => vendor.distro === imageText(image, 'os_distro') && vendor.version.test(version))
}

function isCovered(image: Image): boolean {
  return imageText(image, 'os_purpose') === 'generic' && vendorOf(image) !== undefined
}

const judgeGenericSource: ImageRule = (image, at) => {
  const vendor = vendorOf(image)
  const version = imageText(image, 'os_version') ?? ''
  const codename = vendor?.codenames.get(version)
  if (vendor === undefined || codename === undefined) {
    return doubtful({ code: 'image-source-not-judged', found: propertyText('os_version', version) })
  }
  return judgeSource(image, at, vendor.sources(codename))
}

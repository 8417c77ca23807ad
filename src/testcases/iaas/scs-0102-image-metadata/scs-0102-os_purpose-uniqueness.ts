import { imageText, propertyText } from '#facts/derived/image-property.ts'
import { visibleImages } from '#facts/derived/visible-images.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { concludeImages, FINE, type Remark, wrong } from './judge-every-image.ts'

const KEYS = ['architecture', 'os_distro', 'os_version']

export const testcase = defineTestcase({
  id: 'scs-0102-os_purpose-uniqueness',
  title: 'For every architecture, distribution and version at most one visible image is the generic one',
  requirement: 'https://docs.scs.community/standards/scs-0102-v2-image-metadata#technical-requirements-and-features',
  remedy:
    'Leave os_purpose=generic to the current image only. Mark a replaced one with `openstack image set --property os_purpose=oldgeneric IMAGE_ID` (scs-0102-v2) or hide it with `openstack image set --hidden IMAGE_ID`; variants of a release are minimal, gpu, … and not generic.',
  needs: ['providedImages'],
  judge({ providedImages }) {
    const generic = visibleImages(providedImages).filter(isGenericRelease)
    const groups = Map.groupBy(generic, (image) => JSON.stringify(KEYS.map((key) => imageText(image, key) ?? '')))
    return concludeImages(
      [...groups.values()].flatMap((group) =>
        group.map((image) => ({ image, opinion: group.length > 1 ? wrong(notUnique(image)) : FINE })),
      ),
    )
  },
})

/** An image without distribution or version is skipped: the testcases of these properties fail for it. */
function isGenericRelease(image: Image): boolean {
  return (
    imageText(image, 'os_purpose') === 'generic' &&
    Boolean(imageText(image, 'os_distro')) &&
    Boolean(imageText(image, 'os_version'))
  )
}

function notUnique(image: Image): Remark {
  const found = KEYS.map((key) => propertyText(key, imageText(image, key) ?? '')).join(' ')
  return { code: 'generic-image-not-unique', found }
}

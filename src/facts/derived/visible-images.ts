import type { Image } from '#facts/openstack/provided-images.ts'

/**
 * The images that the cloud provides to everybody: not hidden, visibility public or community (scs-0102-v2 and
 * scs-0104-v2 as amended in 2026). Their status does not matter here.
 */
export function visibleImages(images: readonly Image[]): Image[] {
  return images.filter(
    ({ isHidden, visibility }) => !isHidden && (visibility === 'public' || visibility === 'community'),
  )
}

/** The visible images that can be booted now: an image that is queued, imported or deactivated is not yet or no longer there. */
export function presentImages(images: readonly Image[]): Image[] {
  return visibleImages(images).filter(({ status }) => status === 'active')
}

import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { IMAGE } from '#clouds/openstack/services.ts'
import { imageFromGlance } from '#facts/openstack/image-from-glance.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { defineProbe } from '../define-probe.ts'

/**
 * What the cloud provides: without the filter by visibility Glance leaves community images out (deviation D-12), so
 * there are two lists. Hidden images are left out by Glance unless one asks for them.
 */
const VISIBILITIES = ['public', 'community']

/** Glance itself allows 255. */
const LONGEST_NAME = 1_000

/** Public and community images (Image API v2), hidden ones excepted. */
export const providedImagesProbe = defineProbe({
  gives: 'providedImages',
  from: 'openstack',
  cost: 'light',
  calls: ['image GET /', 'image GET /v2/images'],
  creates: [],
  effort: { lists: VISIBILITIES.length },
  async observe({ openstack, settings, signal }) {
    const lists = await Promise.all(
      VISIBILITIES.map((visibility) =>
        openstack.fetchList(IMAGE, '/images', { collection: 'images', query: { visibility }, signal }),
      ),
    )
    const images = new Map<string, Image>()
    for (const raw of lists.flat()) {
      const image = imageFromGlance(raw)
      if (image.name !== null && image.name.length > LONGEST_NAME) {
        const detail = `The image ${image.id} has a name of ${image.name.length} characters.`
        throw new CloudError({ class: 'provider-error', detail })
      }
      // An image whose visibility changes between the two calls is in both lists.
      if (!images.has(image.id)) images.set(image.id, image)
    }
    return [...images.values()].filter((image) => isProvided(image, settings.providerProjects))
  },
})

/** By default every member of a project may make its image a community image, which says nothing about the provider. */
function isProvided({ owner, visibility }: Image, providerProjects: readonly string[]): boolean {
  if (visibility !== 'community' || providerProjects.length === 0) return true
  return owner !== null && providerProjects.includes(owner)
}

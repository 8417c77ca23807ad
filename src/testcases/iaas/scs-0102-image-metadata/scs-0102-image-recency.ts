import { visibleImages } from '#facts/derived/visible-images.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { concludeImages, FINE, type Opinion, type Remark } from './judge-every-image.ts'
import { overdueOpinion } from './overdue-opinion.ts'

/** Last words of a name that say plainly that the image was rotated out. */
const ROTATED_OUT = /^(?:old|prev|\d{4}-\d{2}-\d{2}|\d{8})$/

const SHARED_NAME: Remark = { code: 'image-name-not-unique' }

export const testcase = defineTestcase({
  id: 'scs-0102-image-recency',
  title: 'Every provided image is replaced as often as it promises',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#image-updating',
  remedy:
    'Publish a current build under the plain name and end the name of the old one with its date (`openstack image set --name "NAME YYYYMMDD" IMAGE_ID`) or hide it (`openstack image set --hidden IMAGE_ID`). If the promise is too much, lower it (`openstack image set --property replace_frequency=yearly IMAGE_ID`) or end it (`--property provided_until=none`). Where upstream publishes nothing new, the properties must not promise more either.',
  needs: ['providedImages'],
  judge({ providedImages }, at) {
    const judged = visibleImages(providedImages).map((image) => ({ image, opinion: overdueOpinion(image, at) }))
    const current = new Set(judged.filter(({ opinion }) => opinion === FINE).map(({ image }) => image.name))
    const names = Map.groupBy(judged, ({ image }) => image.name)
    return concludeImages(
      judged.map(({ image, opinion }) => {
        const { findings, warnings = [] } = opinion === FINE ? FINE : (excuse(image, current) ?? opinion)
        const isShared = image.name !== null && (names.get(image.name)?.length ?? 0) > 1
        return { image, opinion: { findings, warnings: isShared ? [...warnings, SHARED_NAME] : warnings } }
      }),
    )
  },
})

/** An overdue image is excused if a current one has the same name without its last word. */
function excuse({ name }: Image, current: ReadonlySet<string | null>): Opinion | undefined {
  const blank = name?.lastIndexOf(' ') ?? -1
  const base = name?.slice(0, Math.max(blank, 0)) ?? ''
  if (base === '' || !current.has(base)) return undefined
  if (ROTATED_OUT.test(name?.slice(blank + 1) ?? '')) return FINE
  return { warnings: [{ code: 'image-rotated-out-unclearly', expected: base }] }
}

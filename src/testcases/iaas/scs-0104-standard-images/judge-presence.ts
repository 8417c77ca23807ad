import { imageReference } from '#facts/derived/image-reference.ts'
import { presentImages } from '#facts/derived/visible-images.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { conclude } from '#testcases/conclude.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import { hasStandardName, hasWholeStandardName, type StandardImage } from './standard-images.ts'

/**
 * A visible, active image of the standard's name must exist (scs-0104). A name that only begins so counts, with a
 * warning: the schemes of the lists are not anchored at their end.
 */
export function judgePresence(
  images: readonly Image[],
  { name, nameText }: Pick<StandardImage, 'name' | 'nameText'>,
): Judgement {
  const provided = presentImages(images).filter((image) => hasStandardName(image.name, name))
  const hasWhole = provided.some((image) => hasWholeStandardName(image.name, name))
  const doubtful = hasWhole ? [] : provided
  return conclude({
    examined: provided.length,
    findings: [],
    warnings: doubtful.map((image) => ({
      code: 'image-name-with-addition',
      about: imageReference(image),
      expected: nameText,
    })),
    whenNone: {
      fail: { code: 'image-not-provided', about: { kind: 'image', name: nameText }, expected: `name=${nameText}` },
    },
  })
}

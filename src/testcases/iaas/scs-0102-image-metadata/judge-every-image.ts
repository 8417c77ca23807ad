import { imageReference } from '#facts/derived/image-reference.ts'
import { visibleImages } from '#facts/derived/visible-images.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { conclude } from '#testcases/conclude.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'

/** What a rule has to say about one image, without naming the image. */
export type Remark = Omit<Finding, 'about'>

export interface Opinion {
  readonly findings?: readonly Remark[]
  readonly warnings?: readonly Remark[]
}

/** Judges one image. It never throws: an odd value is a finding about that image. */
export type ImageRule = (image: Image, at: Date) => Opinion

/** The opinion that nothing is wrong. */
export const FINE: Opinion = {}

export function wrong(...findings: readonly Remark[]): Opinion {
  return { findings }
}

export function doubtful(...warnings: readonly Remark[]): Opinion {
  return { warnings }
}

interface JudgedImage {
  readonly image: Image
  readonly opinion: Opinion
}

/**
 * Applies a rule to every visible image (public or community, not hidden); with no image there is nothing wrong
 * (scs-0102 demands no images).
 */
export function judgeEveryImage(images: readonly Image[], rule: ImageRule, at: Date): Judgement {
  return concludeImages(visibleImages(images).map((image) => ({ image, opinion: rule(image, at) })))
}

/**
 * The judgement about images of which each has its opinion; PASS if there are none. A community image with a finding
 * also gets a warning that names its project, because by default any project may publish one.
 */
export function concludeImages(judged: readonly JudgedImage[]): Judgement {
  return conclude({
    examined: judged.length,
    findings: judged.flatMap(({ image, opinion }) => attach(image, opinion.findings)),
    warnings: judged.flatMap((one) => attach(one.image, [...(one.opinion.warnings ?? []), ...ownerOf(one)])),
    whenNone: 'PASS',
  })
}

function attach(image: Image, remarks: readonly Remark[] = []): Finding[] {
  return remarks.map((remark) => ({ ...remark, about: imageReference(image) }))
}

function ownerOf({ image, opinion }: JudgedImage): Remark[] {
  if (image.visibility !== 'community' || (opinion.findings ?? []).length === 0) return []
  return [{ code: 'community-image-judged', found: image.owner ?? '(unknown)' }]
}

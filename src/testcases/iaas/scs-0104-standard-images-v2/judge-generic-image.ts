import {
  type AcceptedVersions,
  acceptedVersions,
  type DistributionReleases,
} from '#facts/derived/distribution-releases.ts'
import { imageText, propertyText } from '#facts/derived/image-property.ts'
import { imageReference } from '#facts/derived/image-reference.ts'
import { utcDay } from '#facts/derived/utc-day.ts'
import { presentImages } from '#facts/derived/visible-images.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { conclude, undecided } from '#testcases/conclude.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'

/** The standard names no architecture; an image for one that ordinary machines have is demanded. */
const ORDINARY_ARCHITECTURES = ['x86_64', 'aarch64']

/**
 * A visible, active generic image of the latest or of the previous release must exist (scs-0104-v2, "Mandatory and
 * recommended images"). Versions compare as texts; an image of a point release gets a warning. ABORT where the table of
 * releases does not reach the day.
 */
export function judgeGenericImage(
  images: readonly Image[],
  table: DistributionReleases,
  which: keyof AcceptedVersions,
  at: Date,
): Judgement {
  const day = utcDay(at)
  const accepted = acceptedVersions(table, day)?.[which]
  if (accepted === undefined) {
    const detail = `the releases of ${table.distro} are known to this version of the suite until ${table.knownUntil} only, not for ${day}`
    return undecided({ class: 'inconclusive', detail })
  }
  const candidates = presentImages(images).filter((image) => isGeneric(image, table.distro))
  const provided = candidates.filter((image) => accepted.includes(imageText(image, 'os_version') ?? ''))
  return conclude({
    examined: provided.length,
    findings: [],
    warnings: candidates.flatMap((image) => pointReleaseWarning(image, accepted)),
    whenNone: { fail: missing(table.distro, accepted) },
  })
}

function isGeneric(image: Image, distro: string): boolean {
  return (
    imageText(image, 'os_purpose') === 'generic' &&
    imageText(image, 'os_distro') === distro &&
    ORDINARY_ARCHITECTURES.includes(imageText(image, 'architecture') ?? '')
  )
}

function missing(distro: string, accepted: readonly string[]): Finding {
  const versions = accepted.join('|')
  return {
    code: 'image-not-provided',
    about: { kind: 'image', name: `${distro} ${versions}` },
    expected: `os_purpose=generic os_distro=${distro} os_version=${versions} architecture=${ORDINARY_ARCHITECTURES.join('|')}`,
  }
}

function pointReleaseWarning(image: Image, accepted: readonly string[]): Finding[] {
  const version = imageText(image, 'os_version') ?? ''
  const release = accepted.find((candidate) => version.startsWith(`${candidate}.`))
  if (release === undefined) return []
  const found = propertyText('os_version', version)
  return [{ code: 'image-of-a-point-release', about: imageReference(image), found, expected: `os_version=${release}` }]
}

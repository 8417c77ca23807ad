import { DEBIAN_CODENAMES } from '#facts/derived/debian-releases.ts'
import { parseApiInstant } from '#facts/derived/property-date.ts'
import { UBUNTU_CODENAMES } from '#facts/derived/ubuntu-releases.ts'
import { utcDay } from '#facts/derived/utc-day.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import {
  CAPI_CONTAINERS,
  CAPI_NAME_WITH_BLANK,
  CAPI_NAME_WITH_DASH,
  debianSources,
  hasStandardName,
  STANDARD_IMAGES,
  ubuntuSources,
} from '#testcases/iaas/scs-0104-standard-images/standard-images.ts'
import { askFor, type Placeholder } from '../plan-value.ts'

const GIB = 2 ** 30

/** The image as far as it is known; for one that is still to be uploaded, what is known beforehand. */
export type KnownImage = Pick<Image, 'name' | 'sizeBytes' | 'createdAt' | 'properties'>

type Ask = (image: KnownImage, at: Date) => readonly [meaning: string, sample: string]

/**
 * The properties of scs-0102 that only the operator knows. The samples promise as little as the standard allows, so that
 * a plan never looks better than it is because of its samples.
 */
const ASKS: Readonly<Record<string, Ask>> = {
  architecture: () => ['the processor architecture, as `uname -m` prints it', 'x86_64'],
  min_disk: ({ sizeBytes }) => [
    'the smallest disk in GiB on which the system starts',
    String(Math.max(1, Math.ceil((sizeBytes ?? 0) / GIB))),
  ],
  min_ram: () => ['the memory in MiB that the system needs', '512'],
  os_distro: (image) => ['the distribution, in lower case', nameParts(image)?.distro ?? 'debian'],
  os_version: (image) => ['the version of the system, as the distributor writes it', nameParts(image)?.version ?? '1'],
  os_purpose: (image) => [
    'what the image is for: generic, minimal, k8snode, gpu, network or custom',
    isCapi(image) ? 'k8snode' : 'custom',
  ],
  hw_disk_bus: () => ['the bus of the disk: scsi, virtio, …', 'scsi'],
  hypervisor_type: () => ['the hypervisor that the image needs: qemu (KVM, too), vmware, xen, …', 'qemu'],
  image_build_date: ({ createdAt }, at) => {
    const createdDate = createdAt === null ? undefined : parseApiInstant(createdAt)
    return ['the day (UTC, YYYY-MM-DD) up to which all patches are in', utcDay(earlier(createdDate, at))]
  },
  image_original_user: (image) => [
    'the user to log in as; none if there is none',
    imageTextOf(image, 'os_distro') || 'none',
  ],
  image_source: (image) => {
    const sources = acceptedSources(image)
    const sample = sources[0] === undefined ? 'private' : `${sources[0]}current/disk.img`
    const where =
      sources.length === 0 ? 'private if it cannot be downloaded freely' : `begins with ${sources.join(' or ')}`
    return [`the URL from which the image was downloaded; ${where}`, sample]
  },
  image_description: () => [
    'the URL of the release notes, or a text about the image',
    'https://docs.example.org/image',
  ],
  replace_frequency: () => [
    'the promise how often the image is replaced: yearly, …, daily, critical_bug, never',
    'never',
  ],
  provided_until: () => ['until when the image is provided: YYYY-MM-DD, notice or none', 'notice'],
  uuid_validity: () => ['how long the id stays valid: YYYY-MM-DD, last-N, notice, forever or none', 'notice'],
  hotfix_hours: () => ['after how many hours a critical fix follows; 0 for best effort', '0'],
}

/** Asks for a property of an image; undefined for a property that nobody can set. */
export function placeholderFor(name: string, image: KnownImage, at: Date): Placeholder | undefined {
  if (!Object.hasOwn(ASKS, name)) return undefined
  const ask = ASKS[name]?.(image, at)
  return ask && askFor(name.toUpperCase(), ask[0], ask[1])
}

function earlier(one: Date | undefined, other: Date): Date {
  return one !== undefined && one < other ? one : other
}

function isCapi({ name }: KnownImage): boolean {
  return hasStandardName(name, CAPI_NAME_WITH_BLANK) || hasStandardName(name, CAPI_NAME_WITH_DASH)
}

function nameParts({ name }: KnownImage): { distro: string; version: string } | undefined {
  const parts = /^(Ubuntu|Debian) (\d{1,2}(?:\.\d{2})?)$/.exec(name ?? '')
  return parts === null ? undefined : { distro: (parts[1] ?? '').toLowerCase(), version: parts[2] ?? '' }
}

/** The beginnings of `image_source` that scs-0104 accepts for this image; empty where it accepts all. */
function acceptedSources(image: KnownImage): readonly string[] {
  if (isCapi(image)) return [CAPI_CONTAINERS[0]]
  const standard = STANDARD_IMAGES.find(({ name }) => hasStandardName(image.name, name))
  if (standard !== undefined) return standard.sources
  if (imageTextOf(image, 'os_purpose') !== 'generic') return []
  const version = imageTextOf(image, 'os_version')
  const [codename, sources] =
    imageTextOf(image, 'os_distro') === 'ubuntu'
      ? [UBUNTU_CODENAMES.get(version), ubuntuSources]
      : [imageTextOf(image, 'os_distro') === 'debian' ? DEBIAN_CODENAMES.get(version) : undefined, debianSources]
  return codename === undefined ? [] : sources(codename)
}

function imageTextOf({ properties }: KnownImage, name: string): string {
  const value = properties[name]
  return typeof value === 'string' ? value : ''
}

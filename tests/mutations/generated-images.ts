import type { Image } from '#facts/openstack/provided-images.ts'
import type { Dice } from './seeded-dice.ts'

const MS_PER_DAY = 86_400_000

/** How many days after its publication an image of such a promise is certainly not overdue. */
const SAFE_AGES = {
  yearly: 300,
  quarterly: 80,
  monthly: 25,
  weekly: 6,
  daily: 1,
  critical_bug: 900,
  never: 900,
} as const
const FREQUENCIES = Object.keys(SAFE_AGES) as (keyof typeof SAFE_AGES)[]
const OTHER_DISTRIBUTIONS = ['opensuse', 'rocky', 'almalinux', 'fedora', 'arch', 'freebsd', 'windows']

function day(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** An image with its dates, its promises and its technical properties chosen anew; what it is stays. */
export function variedImage(image: Image, at: Date, dice: Dice): Image {
  const frequency = dice.oneOf(FREQUENCIES)
  const created = new Date(at.getTime() - dice.whole(1, SAFE_AGES[frequency] * 24) * 3_600_000)
  const built = new Date(created.getTime() - dice.whole(1, 20) * MS_PER_DAY)
  const future = day(new Date(at.getTime() + dice.whole(1, 2_000) * MS_PER_DAY))
  return {
    ...image,
    visibility: dice.chance(85) ? 'public' : 'community',
    sizeBytes: dice.chance(10) ? null : dice.whole(1, 4) * 2 ** 29,
    minDiskGiB: dice.whole(2, 50),
    minRamMiB: dice.whole(1, 64) * 64,
    createdAt: `${created.toISOString().slice(0, 19)}Z`,
    hashAlgorithm: dice.oneOf(['sha256', 'sha512']),
    properties: {
      ...image.properties,
      replace_frequency: frequency,
      image_build_date: `${day(built)}${dice.oneOf(['', ' 06:30', ' 06:30:59'])}`,
      provided_until: dice.oneOf([future, 'none', 'notice']),
      uuid_validity: dice.oneOf([future, 'none', 'notice', 'forever', `last-${dice.whole(0, 9)}`]),
      hw_disk_bus: dice.oneOf(['scsi', 'virtio', 'sata', 'nvme']),
      hotfix_hours: dice.oneOf(['', '0', '48']),
      hypervisor_type: dice.oneOf(['qemu', 'xen', 'vmware', 'hyperv']),
      ...(dice.chance(20) && { own_property: dice.oneOf([1, null, 'x', { a: [] }]) }),
    },
  }
}

/** An image that no standard asks for. Versions are counted, so that no two of a distribution are generic alike. */
export function ownImage(index: number, like: Image, dice: Dice): Image {
  return {
    ...like,
    id: `own-${index}`,
    name: dice.oneOf([`appliance-${index}`, `Größe ${index}`, `image ${index} v2`]),
    properties: {
      ...like.properties,
      architecture: dice.oneOf(['x86_64', 'aarch64', 'riscv64', 's390x']),
      os_distro: dice.oneOf(OTHER_DISTRIBUTIONS),
      os_version: `${index + 1}`,
      os_purpose: dice.oneOf(['generic', 'minimal', 'gpu', 'network', 'custom', 'k8snode']),
      image_source: dice.oneOf(['private', 'https://example.org/i.qcow2', 'ftp://ftp.example.org/i.img']),
      image_description: dice.oneOf(['an appliance', 'https://example.org/']),
    },
  }
}

/** The image that the given one replaced: renamed by its date, no longer generic, long overdue. */
export function rotatedOut(image: Image, at: Date): Image {
  const old = new Date(at.getTime() - 500 * MS_PER_DAY)
  return {
    ...image,
    id: `${image.id}-old`,
    name: `${image.name} ${day(old)}`,
    createdAt: `${day(old)}T00:00:00Z`,
    properties: {
      ...image.properties,
      image_build_date: day(old),
      os_purpose: image.properties.os_purpose === 'generic' ? 'oldgeneric' : image.properties.os_purpose,
      replace_frequency: 'monthly',
      provided_until: 'notice',
    },
  }
}

/** A hidden image may be as it likes. */
export function hiddenRuin(index: number, like: Image): Image {
  return { ...like, id: `hidden-${index}`, isHidden: true, minDiskGiB: null, hashAlgorithm: 'md5', properties: {} }
}

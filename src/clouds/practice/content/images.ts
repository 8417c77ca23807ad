import { DEBIAN_RELEASES, newestReleases, UBUNTU_LTS_RELEASES } from './releases.ts'
import { stableUuid } from './stable-uuid.ts'

/**
 * An image of the practice cloud. What Glance itself sets is named; `properties` are the custom ones. Wrong types are
 * possible on purpose: defects put them there.
 */
export interface PracticeImage {
  readonly id: string
  name: string | null
  visibility: 'public' | 'community' | 'shared' | 'private'
  isHidden: boolean
  readonly owner: string
  size: number | null
  minDisk: unknown
  minRam: unknown
  createdAt: string
  hashAlgorithm: unknown
  properties: Record<string, unknown>
}

export const PROVIDER_PROJECT_ID = '0123456789abcdef0123456789abcdef'
const OTHER_CUSTOMER_PROJECT_ID = 'fedcba9876543210fedcba9876543210'

/** The address under which SCS publishes images for Kubernetes nodes (scs-0104-v1). */
export const CAPI_SOURCE = 'https://nbg1.your-objectstorage.com/osism/openstack-k8s-capi-images/'

/** Has all properties, but no other testcase depends on it: image defects harm it, and only it. */
export const VICTIM_IMAGE_NAME = 'openSUSE Leap 16.0'

const DAY_IN_MS = 86_400_000
const GIB = 2 ** 30

interface ImageRecipe {
  readonly name: string
  readonly source: string
  readonly distro: string
  readonly version: string
  readonly purpose?: string
  readonly description?: string
  readonly user?: string
  readonly visibility?: PracticeImage['visibility']
  readonly isHidden?: boolean
  readonly owner?: string
  readonly ageInDays: number
}

/**
 * One image with every property of scs-0102-v2; built a day before it was published.
 * `ageInDays` is the time since its publication.
 */
export function wellDescribedImage(recipe: ImageRecipe, at: Date): PracticeImage {
  const createdAt = new Date(at.getTime() - recipe.ageInDays * DAY_IN_MS)
  const builtAt = new Date(createdAt.getTime() - DAY_IN_MS)
  return {
    id: stableUuid('image', recipe.name, recipe.visibility ?? 'public', String(recipe.isHidden ?? false)),
    name: recipe.name,
    visibility: recipe.visibility ?? 'public',
    isHidden: recipe.isHidden ?? false,
    owner: recipe.owner ?? PROVIDER_PROJECT_ID,
    size: GIB,
    minDisk: 8,
    minRam: 512,
    createdAt: `${createdAt.toISOString().slice(0, 19)}Z`,
    hashAlgorithm: 'sha512',
    properties: {
      architecture: 'x86_64',
      hotfix_hours: '0',
      hw_disk_bus: 'scsi',
      hw_rng_model: 'virtio',
      hw_scsi_model: 'virtio-scsi',
      hypervisor_type: 'qemu',
      image_build_date: builtAt.toISOString().slice(0, 10),
      image_description: recipe.description ?? `https://www.${recipe.distro}.org/`,
      image_original_user: recipe.user ?? recipe.distro,
      image_source: recipe.source,
      os_distro: recipe.distro,
      os_purpose: recipe.purpose ?? 'generic',
      os_version: recipe.version,
      provided_until: `${at.getUTCFullYear() + 2}-05-31`,
      replace_frequency: 'monthly',
      uuid_validity: 'last-3',
    },
  }
}

/** What is wanted of the images; `ownProjectId` owns the private one. */
export interface ImageWishes {
  readonly at: Date
  readonly imageCount: number
  readonly ownProjectId: string
}

/**
 * All images, hidden and private ones included. Judged are the public and the community ones that are not hidden; the
 * hidden and the private one would fail, so they show whether a client looks at the right set.
 */
export function healthyImages({ at, imageCount, ownProjectId }: ImageWishes): PracticeImage[] {
  const recipes: ImageRecipe[] = [
    ...newestReleases(UBUNTU_LTS_RELEASES, at, 3).map((release, index) => ubuntuImage(release, 5 + index)),
    ...newestReleases(DEBIAN_RELEASES, at, 2).map((release, index) => debianImage(release, 6 + index)),
    capiImage('ubuntu-capi-image-v1.35.4', 9),
    capiImage('ubuntu-capi-image v1.34.2', 12),
    {
      name: VICTIM_IMAGE_NAME,
      source: 'https://download.opensuse.org/distribution/leap/16.0/appliances/Leap-16.0-Minimal-VM.x86_64-Cloud.qcow2',
      distro: 'opensuse',
      version: '16.0',
      ageInDays: 11,
    },
    {
      name: 'Fedora Cloud Practice',
      source:
        'https://download.fedoraproject.org/pub/fedora/linux/releases/43/Cloud/x86_64/images/Fedora-Cloud-43.qcow2',
      distro: 'fedora',
      version: '43',
      purpose: 'custom',
      visibility: 'community',
      owner: OTHER_CUSTOMER_PROJECT_ID,
      ageInDays: 3,
    },
    { ...ubuntuImage({ version: '24.04', codename: 'noble' }, 75), isHidden: true },
  ]
  const images = recipes.map((recipe) => wellDescribedImage(recipe, at))
  images.push(privateSnapshot(at, ownProjectId))
  for (let index = images.length; index < imageCount; index += 1) {
    images.push(wellDescribedImage(loadImage(index), at))
  }
  return images
}

/** The image of an Ubuntu release as its vendor publishes it. */
export function ubuntuImage(release: { version: string; codename: string }, ageInDays: number): ImageRecipe {
  const { codename, version } = release
  return {
    name: `Ubuntu ${version}`,
    source: `https://cloud-images.ubuntu.com/${codename}/current/${codename}-server-cloudimg-amd64.img`,
    distro: 'ubuntu',
    version,
    description: 'https://ubuntu.com/',
    ageInDays,
  }
}

/** The image of a Debian release as its vendor publishes it. */
export function debianImage(release: { version: string; codename: string }, ageInDays: number): ImageRecipe {
  const { codename, version } = release
  return {
    name: `Debian ${version}`,
    source: `https://cloud.debian.org/images/cloud/${codename}/latest/debian-${version}-genericcloud-amd64.qcow2`,
    distro: 'debian',
    version,
    ageInDays,
  }
}

function capiImage(name: string, ageInDays: number): ImageRecipe {
  const kubernetes = name.slice('ubuntu-capi-image-'.length)
  return {
    name,
    source: `${CAPI_SOURCE}ubuntu-2404-kube/ubuntu-2404-kube-${kubernetes}.qcow2`,
    distro: 'ubuntu',
    version: '24.04',
    purpose: 'k8snode',
    description: 'https://github.com/osism/k8s-capi-images',
    ageInDays,
  }
}

function loadImage(index: number): ImageRecipe {
  const name = `load-${String(index).padStart(5, '0')}`
  return { name, source: 'private', distro: 'debian', version: '12', purpose: 'custom', ageInDays: index % 20 }
}

function privateSnapshot(at: Date, owner: string): PracticeImage {
  return {
    id: stableUuid('image', 'snapshot'),
    name: 'snapshot before upgrade',
    visibility: 'private',
    isHidden: false,
    owner,
    size: null,
    minDisk: 0,
    minRam: 0,
    createdAt: `${at.toISOString().slice(0, 19)}Z`,
    hashAlgorithm: null,
    properties: {},
  }
}

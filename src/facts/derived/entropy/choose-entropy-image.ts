import type { Image } from '#facts/openstack/provided-images.ts'
import { DEBIAN_CODENAMES } from '../debian-releases.ts'
import { imageText } from '../image-property.ts'
import { presentImages } from '../visible-images.ts'

/** Architectures in the words of Glance's vocabulary. */
export type ImageArchitecture = 'x86_64' | 'aarch64'

/** What an image may be for, if it says so; one for Kubernetes nodes or a network appliance is none to log into. */
const SUITABLE_PURPOSES = ['generic', 'minimal']

/**
 * The image for the virtual machine of the entropy test (scs-0101-w1): the newest Debian, else the newest Ubuntu, else
 * any; the first one on ties. Only images that are active, visible, of this architecture and for general use count,
 * where they say so (deviation D-43). Undefined if there is none.
 */
export function chooseEntropyImage(images: readonly Image[], architecture: ImageArchitecture): Image | undefined {
  const candidates = presentImages(images).filter((image) => isSuitable(image, architecture))
  let chosen: Image | undefined
  for (const image of candidates) if (chosen === undefined || isBetter(image, chosen)) chosen = image
  return chosen
}

function isSuitable(image: Image, architecture: ImageArchitecture): boolean {
  const purpose = imageText(image, 'os_purpose')
  // An image that does not say what it runs on is taken for the common architecture.
  const runsOn = imageText(image, 'architecture') ?? 'x86_64'
  return runsOn === architecture && (purpose === undefined || SUITABLE_PURPOSES.includes(purpose))
}

function isBetter(image: Image, than: Image): boolean {
  const [a, b] = [preference(image), preference(than)]
  return a.distribution > b.distribution || (a.distribution === b.distribution && a.version > b.version)
}

function preference(image: Image): { distribution: number; version: number } {
  const version = imageText(image, 'os_version')?.trim().toLowerCase() ?? ''
  switch (imageText(image, 'os_distro')?.trim().toLowerCase()) {
    case 'debian':
      return { distribution: 2, version: debianVersion(version) }
    case 'ubuntu':
      return { distribution: 1, version: /^\d\d\.\d\d$/.test(version) ? Number(version) : 0 }
    default:
      return { distribution: 0, version: 0 }
  }
}

function debianVersion(text: string): number {
  if (/^\d{1,4}$/.test(text)) return Number(text)
  return Number([...DEBIAN_CODENAMES].find(([, codename]) => codename === text)?.[0] ?? 0)
}

import type { Flavor } from '#facts/openstack/flavors.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { chooseEntropyFlavor } from './choose-entropy-flavor.ts'
import { chooseEntropyImage, type ImageArchitecture } from './choose-entropy-image.ts'

const ARCHITECTURES: readonly ImageArchitecture[] = ['x86_64', 'aarch64']

/** Image and flavor of the virtual machine; undefined is what could not be chosen. */
export interface EntropyMachine {
  readonly image: Image | undefined
  readonly flavor: Flavor | undefined
}

/**
 * Chooses an image and a flavor that fit together: of the common architecture if there are both, else of Arm. Where
 * neither has both, what the first of them has is returned, so that the reason can name what is missing.
 */
export function chooseEntropyMachine(images: readonly Image[], flavors: readonly Flavor[]): EntropyMachine {
  const machines = ARCHITECTURES.map((architecture) => {
    const image = chooseEntropyImage(images, architecture)
    const flavor = image && chooseEntropyFlavor(flavors, image.minRamMiB, architecture)
    return { image, flavor }
  })
  const complete = machines.find(({ flavor }) => flavor !== undefined)
  return complete ?? machines.find(({ image }) => image !== undefined) ?? { image: undefined, flavor: undefined }
}

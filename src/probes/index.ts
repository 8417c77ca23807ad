import type { FactName } from '#facts/facts.ts'
import type { Probe } from './define-probe.ts'
import { flavorsProbe } from './openstack/flavors.ts'
import { providedImagesProbe } from './openstack/provided-images.ts'
import { serviceCatalogueProbe } from './openstack/service-catalogue.ts'
import { volumeTypesProbe } from './openstack/volume-types.ts'
import { swiftS3AnswerProbe } from './s3/swift-s3-answer.ts'

/** The probes by the fact that they bring: a fact without one does not compile. */
export type Probes = { readonly [Name in FactName]: Probe<Name> }

export const PROBES: Probes = {
  flavors: flavorsProbe,
  providedImages: providedImagesProbe,
  volumeTypes: volumeTypesProbe,
  serviceCatalogue: serviceCatalogueProbe,
  swiftS3Answer: swiftS3AnswerProbe,
}

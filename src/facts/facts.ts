import { z } from 'zod'
import type { Observed } from './observed.ts'
import { flavorSchema } from './openstack/flavors.ts'
import { imageSchema } from './openstack/provided-images.ts'
import { serviceCatalogueSchema } from './openstack/service-catalogue.ts'
import { volumeTypeSchema } from './openstack/volume-types.ts'
import { swiftS3AnswerSchema } from './s3/swift-s3-answer.ts'

/** Every fact that a probe can bring, by name. Plural nouns for lists. */
export const FACT_SCHEMAS = {
  flavors: z.array(flavorSchema),
  providedImages: z.array(imageSchema),
  volumeTypes: z.array(volumeTypeSchema),
  serviceCatalogue: serviceCatalogueSchema,
  swiftS3Answer: swiftS3AnswerSchema,
} as const

export type FactName = keyof typeof FACT_SCHEMAS

/** The values of all facts, as judges see them. */
export type Facts = { readonly [Name in FactName]: z.infer<(typeof FACT_SCHEMAS)[Name]> }

/** What a run observed: a value or a reason for each fact that was asked for. */
export type ObservedFacts = { readonly [Name in FactName]?: Observed<Facts[Name]> }

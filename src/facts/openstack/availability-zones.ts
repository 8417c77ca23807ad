import { z } from 'zod'
import { abortReasonSchema } from '../observed.ts'

/** The zones of one service, or why they could not be read. */
const zonesSchema = z.discriminatedUnion('shown', [
  z.object({ shown: z.literal(true), zones: z.array(z.object({ name: z.string(), isAvailable: z.boolean() })) }),
  z.object({ shown: z.literal(false), reason: abortReasonSchema }),
])

/**
 * The availability zones that an ordinary member sees (Compute v2.1 and Block Storage v3 `os-availability-zone`, Network
 * v2.0 `availability_zones`). A network zone that has several resources is named once, available if all of them are.
 */
export const availabilityZonesSchema = z.object({ compute: zonesSchema, volume: zonesSchema, network: zonesSchema })

export type AvailabilityZones = z.infer<typeof availabilityZonesSchema>

import { z } from 'zod'
import { visibleText } from '#pages/visible-text.ts'
import { isSubject } from '#vocabulary/subject.ts'
import type { KnownScopes } from '../known-scopes.ts'
import { parseYamlFile } from '../parse-yaml-file.ts'
import { LISTING_KINDS, type Listing, type ListingEntry } from './listing.ts'

const nameSchema = z.string().refine(isSubject, 'must be letters, digits, dots, hyphens and underscores, at most 100')
const lineSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .transform((text) => visibleText(text))
const linesSchema = z.array(lineSchema).max(50).default([])
const daySchema = z.iso.date('must be a day such as 2026-06-11')
const urlSchema = z.url({ protocol: /^https?$/, error: 'must be a URL that begins with https://' }).max(1_000)

const entrySchema = z.strictObject({
  subject: nameSchema.optional(),
  group: nameSchema.optional(),
  name: lineSchema.optional(),
  description: z
    .string()
    .trim()
    .min(1)
    .max(1_000)
    .transform((text) => visibleText(text.replaceAll(/\s+/g, ' ')))
    .optional(),
  operator: lineSchema.optional(),
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be the two capital letters of a country, such as DE')
    .optional(),
  regions: linesSchema,
  configurations: linesSchema,
  website: urlSchema.optional(),
  health_monitor: urlSchema.optional(),
  listed: z
    .array(z.strictObject({ scope: z.string().max(200), as: z.enum(LISTING_KINDS), since: daySchema.optional() }))
    .max(20)
    .default([]),
})

const listingSchema = z.strictObject({ listing: z.array(entrySchema).max(10_000) })
type FileEntry = z.infer<typeof entrySchema>

/**
 * Reads a listing file: who is listed in the overview, and as what.
 *
 * @throws CodedError SERVER_LISTING_INVALID with every problem on a line of its own as `file:line:column: path: problem`
 */
export function parseListing(text: string, fileName: string, scopes: KnownScopes): Listing {
  const { listing } = parseYamlFile(text, {
    fileName,
    code: 'SERVER_LISTING_INVALID',
    schema: listingSchema,
    contradictions: (file) =>
      file.listing.flatMap((entry, index) => contradictions(entry, index, file.listing, scopes)),
  })
  return { isConfigured: true, entries: listing.map((entry) => toEntry(entry, scopes)) }
}

function contradictions(entry: FileEntry, index: number, all: readonly FileEntry[], scopes: KnownScopes) {
  const path = ['listing', index]
  const { subject, group } = entry
  const isOneOfTwo = (subject === undefined) !== (group === undefined)
  const first = all.findIndex((other) => other.subject === subject && other.group === group)
  return [
    ...(isOneOfTwo ? [] : [{ path, problem: 'needs either subject or group' }]),
    ...(isOneOfTwo && first < index ? [{ path, problem: `${subject ?? group} is there twice` }] : []),
    ...entry.listed.flatMap(({ scope }, position) => {
      const place = [...path, 'listed', position, 'scope']
      if (!scopes.find(scope)) return [{ path: place, problem: `there is no scope ${scope}` }]
      const isRepeated = entry.listed.findIndex((other) => other.scope === scope) < position
      return isRepeated ? [{ path: place, problem: `${scope} is there twice` }] : []
    }),
  ]
}

function toEntry({ health_monitor: healthMonitor, listed, ...entry }: FileEntry, scopes: KnownScopes): ListingEntry {
  return {
    ...entry,
    healthMonitor,
    listed: new Map(listed.map(({ scope, as, since }) => [scopes.find(scope)?.slug ?? scope, { as, since }])),
  }
}

import { z } from 'zod'
import { LIFETIMES } from '#vocabulary/lifetime.ts'
import { SECTIONS } from '#vocabulary/section.ts'
import { isTestcaseId } from '#vocabulary/testcase-id.ts'
import { LAYERS, LEVELS } from './scope.ts'
import { VALIDITIES } from './validity.ts'

const short = z.string().min(1).max(500)
const prose = z.string().max(5_000)
const day = z.iso.date('must be a day of the calendar as YYYY-MM-DD')
const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'must be letters, digits, dots, hyphens and underscores')
const target = z.string().regex(/^[a-z][a-z0-9_-]{0,49}$/, 'must be a target such as main or recommended')
const testcaseId = z.string().refine(isTestcaseId, 'must be a testcase id such as scs-0114-syntax-check')
const lifetime = z.enum(LIFETIMES)
const section = z.enum(SECTIONS)
// Pages link to these addresses, so one like `javascript:…` must not get in.
const address = short.refine((url) => /^https?:\/\//i.test(url) || !/^[^/?#]*:/.test(url), 'must be an http(s) address')
const parameters = z.record(name, z.string().max(2_000))
const listOf = <T extends z.ZodType>(entry: T) => z.array(entry).max(1_000)

const variable = z.union([
  name,
  z
    .record(name, z.union([z.string().max(2_000), z.number(), z.boolean()]))
    .refine((map) => Object.keys(map).length === 1, 'must be a name or a map of one name to its default'),
])

const script = z.strictObject({
  executable: short.optional(),
  args: z.union([prose, listOf(prose)]).optional(),
  env: z.record(name, prose).optional(),
  testcases: listOf(
    z.strictObject({
      id: testcaseId,
      lifetime: lifetime.optional(),
      section: section.optional(),
      description: prose.optional(),
      url: address.optional(),
    }),
  ).optional(),
})

const scopeVersion = z.strictObject({
  version: name,
  stabilized_at: day.optional(),
  summary: prose.optional(),
  document: z.strictObject({ id: name, stabilized_at: day.optional() }).optional(),
  include: listOf(
    z.union([name, z.strictObject({ ref: name, parameters: parameters.optional() })], {
      error: 'must be a module id or {ref, parameters}',
    }),
  ),
  overrides: z
    .record(testcaseId, z.strictObject({ lifetime: lifetime.optional(), section: section.optional() }))
    .optional(),
  // Versions had their targets here before the modules did; upstream tolerates the key and so do we.
  targets: z.unknown().optional(),
})

/**
 * A scope file (scs-0003-v1): upstream's keys as upstream has them, and our own `slug`, `summary`, `level`, `layer`,
 * `tested_every`, `document` and `overrides`, all optional.
 */
export const scopeFileSchema = z.strictObject({
  uuid: name,
  name: short,
  slug: name.optional(),
  url: address,
  summary: prose.optional(),
  level: z.enum(LEVELS).optional(),
  layer: z.enum(LAYERS).optional(),
  prerequisite: z.strictObject({ name: short, url: address }).optional(),
  tested_every: lifetime.optional(),
  variables: listOf(variable).optional(),
  scripts: listOf(script).optional(),
  modules: listOf(
    z.strictObject({
      id: name,
      name: short,
      url: address,
      summary: prose.optional(),
      targets: z.record(target, listOf(testcaseId)),
      parameters: parameters.optional(),
      tested_every: lifetime.optional(),
    }),
  ),
  timeline: listOf(z.strictObject({ date: day, versions: z.record(name, z.enum(VALIDITIES)) })),
  versions: listOf(scopeVersion),
})

export type ScopeFile = z.infer<typeof scopeFileSchema>

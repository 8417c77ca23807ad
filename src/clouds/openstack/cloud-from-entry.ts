import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { ConfigMap, ConfigValue } from '#clouds/config-text.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { credentialFromEntry } from './credential-from-entry.ts'
import type { EndpointInterface, OpenStackConfig, TlsConfig } from './openstack-config.ts'
import { Secret } from './secret.ts'

interface EntryContext {
  readonly name: string
  /** File and key, for errors. */
  readonly place: string
  readonly warnings: readonly string[]
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly workingDirectory: string
  readonly homeDirectory: string
}

const TRUE_WORDS = ['true', 'yes', 'on', 'y', '1']
const FALSE_WORDS = ['false', 'no', 'off', 'n', '0']

/** As YAML 1.1 writes truth values, which is what OpenStack programs read. */
const truthSchema = z
  .string()
  .refine((word) => [...TRUE_WORDS, ...FALSE_WORDS].includes(word.toLowerCase()), 'must be true or false')
  .transform((word) => TRUE_WORDS.includes(word.toLowerCase()))

const textSchema = z.string({ error: 'must be a text' })

const entrySchema = z.looseObject({
  auth: z.record(z.string(), z.unknown(), { error: 'must be a map' }).optional(),
  region_name: textSchema.optional(),
  interface: z
    .string()
    .transform((word) => word.toLowerCase().replace(/url$/, ''))
    .pipe(z.enum(['public', 'internal', 'admin'], { error: 'must be public, internal or admin' }))
    .optional(),
  verify: truthSchema.optional(),
  insecure: truthSchema.optional(),
  cacert: textSchema.optional(),
  cert: textSchema.optional(),
  key: textSchema.optional(),
  identity_api_version: z
    .string()
    .regex(/^v?3(\.\d+)?$/, 'must be 3, because Siegel speaks Identity API v3')
    .optional(),
})

/** Turns the entry of one cloud, merged and with its region chosen, into a configuration. Reads the certificates. */
export function cloudFromEntry(raw: ConfigMap, context: EntryContext): OpenStackConfig {
  const entry = normaliseKeys(raw)
  const parsed = entrySchema.safeParse(entry)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const path = (issue?.path ?? []).map(String).join('.')
    throw new CodedError('CLOUDS_CONFIG_INVALID', `The key ${path} is wrong: ${issue?.message ?? 'unknown'}.`, {
      place: context.place,
    })
  }
  const settings = parsed.data
  const verify = settings.insecure === true ? false : (settings.verify ?? true)
  const { authUrl, credential } = credentialFromEntry(entry, context.place)
  return {
    name: context.name,
    authUrl,
    credential,
    region: settings.region_name || null,
    interface: (settings.interface ?? 'public') as EndpointInterface,
    tls: tlsConfig(settings, verify, context),
    warnings: [...context.warnings, ...warningsAbout(entry, verify)],
  }
}

/** Hyphens become underscores, empty values are absent, and the old word `endpoint_type` becomes `interface`. */
function normaliseKeys(map: ConfigMap): Record<string, ConfigValue> {
  const normal: Record<string, ConfigValue> = {}
  for (const [key, value] of Object.entries(map)) {
    const name = key.replaceAll('-', '_').replace(/endpoint_type$/, 'interface')
    if (value === null || value === '') continue
    normal[name] =
      name === 'auth' && typeof value === 'object' && !Array.isArray(value) ? normaliseKeys(value as ConfigMap) : value
  }
  return normal
}

function tlsConfig(settings: z.infer<typeof entrySchema>, verify: boolean, context: EntryContext): TlsConfig {
  const authorities = settings.cacert ?? (context.environment.REQUESTS_CA_BUNDLE || undefined)
  const certificate = settings.cert === undefined ? null : readPem(settings.cert, 'cert', context)
  return {
    verify,
    authorities: authorities === undefined || !verify ? null : readPem(authorities, 'cacert', context),
    client:
      certificate === null
        ? null
        : {
            certificate,
            key: new Secret(settings.key === undefined ? certificate : readPem(settings.key, 'key', context)),
          },
  }
}

/** A PEM file, or the PEM text itself. */
function readPem(value: string, key: string, context: EntryContext): string {
  if (value.trimStart().startsWith('-----BEGIN ')) return value
  const path = resolve(context.workingDirectory, value.replace(/^~(?=\/)/, context.homeDirectory))
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new CodedError('CLOUDS_CONFIG_UNREADABLE', `The file that ${key} names cannot be read: ${path}.`, {
      place: context.place,
      cause,
    })
  }
  if (text.includes('-----BEGIN ')) return text
  throw new CodedError('CLOUDS_CONFIG_INVALID', `The file that ${key} names is no PEM file: ${path}.`, {
    place: context.place,
  })
}

function warningsAbout(entry: Readonly<Record<string, ConfigValue>>, verify: boolean): string[] {
  const overrides = Object.keys(entry).filter((key) => key.endsWith('_endpoint_override'))
  return [
    ...overrides.map((key) => `${key} is ignored: what is tested are the endpoints of the catalogue.`),
    ...(verify ? [] : ['Certificates are not verified (verify: false or insecure: true).']),
  ]
}

import { type ConfigValue, isConfigMap } from '#clouds/config-text.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { AuthScope, Credential, Named } from './openstack-config.ts'
import { Secret } from './secret.ts'

type Entry = Readonly<Record<string, ConfigValue>>

/** Settings that count outside of `auth` even if they stand in it, too (openstacksdk, backwards compatibility). */
const OUTSIDE_WINS =
  /^(project_(id|name|domain_id|domain_name)|tenant_(id|name)|(user_)?domain_(id|name)|(auth_)?token)$/

/** Old and new spellings of the same setting; the first one that is there counts. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  project_id: ['project_id', 'tenant_id'],
  project_name: ['project_name', 'tenant_name'],
  username: ['username', 'user_name'],
  token: ['token', 'auth_token'],
}

/**
 * Where and how to sign in, from the entry of a cloud. Settings may stand in `auth` or beside it.
 *
 * @throws CodedError CLOUDS_CONFIG_INVALID, CLOUDS_AUTH_TYPE_UNSUPPORTED
 */
export function credentialFromEntry(entry: Entry, place: string): { authUrl: string; credential: Credential } {
  const setting = (name: string) => settingOf(entry, name)
  const required = (name: string): string => {
    const value = setting(name)
    if (value !== undefined) return value
    throw new CodedError('CLOUDS_CONFIG_INVALID', `The key auth.${name} is missing.`, { place })
  }
  const authUrl = required('auth_url').replace(/\{(\w+)\}/g, (whole, name: string) => setting(name) ?? whole)
  const url = URL.canParse(authUrl) ? new URL(authUrl) : null
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new CodedError('CLOUDS_CONFIG_INVALID', 'The key auth.auth_url must be an http or https URL without user.', {
      place,
    })
  }
  return { authUrl, credential: credentialOf(entry, setting, required, place) }
}

type Setting = (name: string) => string | undefined

function credentialOf(entry: Entry, setting: Setting, required: (name: string) => string, place: string): Credential {
  const type = entry.auth_type ?? entry.auth_plugin ?? guessType(setting)
  switch (type) {
    case 'password':
    case 'v3password':
      return {
        method: 'password',
        user: named('user', setting, required),
        password: new Secret(required('password')),
        scope: scopeOf(setting, required),
      }
    case 'token':
    case 'v3token':
      return { method: 'token', token: new Secret(required('token')), scope: scopeOf(setting, required) }
    case 'v3applicationcredential': {
      const id = setting('application_credential_id')
      return {
        method: 'application-credential',
        application:
          id === undefined
            ? { name: required('application_credential_name'), user: named('user', setting, required) }
            : { id },
        secret: new Secret(required('application_credential_secret')),
      }
    }
    default:
      throw new CodedError(
        'CLOUDS_AUTH_TYPE_UNSUPPORTED',
        `The auth_type ${typeof type === 'string' ? type : '(unreadable)'} is none of password, v3applicationcredential and token.`,
        { place },
      )
  }
}

function guessType(setting: Setting): string {
  if (setting('application_credential_secret') !== undefined) return 'v3applicationcredential'
  return setting('password') === undefined && setting('token') !== undefined ? 'token' : 'password'
}

function settingOf(entry: Entry, name: string): string | undefined {
  const inside = isConfigMap(entry.auth) ? entry.auth : {}
  for (const spelling of SPELLINGS[name] ?? [name]) {
    const [first, second] = OUTSIDE_WINS.test(spelling) ? [entry, inside] : [inside, entry]
    const value = first[spelling] ?? second[spelling]
    if (typeof value === 'string' && value !== '') return value
  }
  return undefined
}

function named(kind: 'user' | 'project', setting: Setting, required: (name: string) => string): Named {
  const id = setting(`${kind}_id`)
  if (id !== undefined) return { id }
  const name = required(kind === 'user' ? 'username' : 'project_name')
  const domain = domainOf([`${kind}_domain`, 'domain', 'default_domain'], setting)
  return { name, domain: domain ?? { name: required(`${kind}_domain_name`) } }
}

function domainOf(prefixes: readonly string[], setting: Setting): { id: string } | { name: string } | undefined {
  for (const prefix of prefixes) {
    const id = setting(`${prefix}_id`)
    if (id !== undefined) return { id }
    const name = setting(`${prefix}_name`)
    if (name !== undefined) return { name }
  }
  return undefined
}

function scopeOf(setting: Setting, required: (name: string) => string): AuthScope {
  if (setting('system_scope') !== undefined) return { kind: 'system' }
  if (setting('project_id') !== undefined || setting('project_name') !== undefined) {
    return { kind: 'project', project: named('project', setting, required) }
  }
  const domain = domainOf(['domain'], setting)
  return domain === undefined ? { kind: 'unscoped' } : { kind: 'domain', domain }
}

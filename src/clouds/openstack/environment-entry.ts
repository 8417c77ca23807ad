import type { ConfigMap } from '#clouds/config-text.ts'

/** Variables that choose or steer, and are no part of a cloud. */
const SELECTORS = ['OS_CLOUD', 'OS_CLOUD_NAME', 'OS_CLIENT_CONFIG_FILE', 'OS_CLIENT_SECURE_FILE']

/** The cloud that the variables of an `openrc` file describe, or undefined without OS_AUTH_URL. */
export function environmentEntry(environment: Readonly<Record<string, string | undefined>>): ConfigMap | undefined {
  if (!environment.OS_AUTH_URL) return undefined
  const settings = Object.entries(environment).flatMap(([name, value]) =>
    name.startsWith('OS_') && value && !SELECTORS.includes(name) ? [[name.slice(3).toLowerCase(), value]] : [],
  )
  return Object.fromEntries(settings) as ConfigMap
}

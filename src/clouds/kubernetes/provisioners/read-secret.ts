import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { PlatformAccess } from './platform.ts'

const secretSchema = z.object({ data: z.record(z.string(), z.string()).nullish() })

/**
 * One key of a secret, decoded; undefined while the secret does not exist.
 *
 * @throws CloudError `provider-error` for a secret without this key
 */
export async function readSecret(
  { cluster, signal }: PlatformAccess,
  { key, name, namespace }: { readonly namespace: string; readonly name: string; readonly key: string },
): Promise<string | undefined> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/secrets/${encodeURIComponent(name)}`
  const answer = await cluster.send({ method: 'GET', path, accept: [404], signal })
  if (answer.status === 404) return undefined
  const value = secretSchema.parse(answer.body).data?.[key]
  if (value !== undefined) return Buffer.from(value, 'base64').toString('utf8')
  throw new CloudError({ class: 'provider-error', detail: `The secret ${name} has no key ${key}.` })
}

/** The kubeconfig in a secret that has to exist by now. */
export async function readKubeconfigSecret(
  access: PlatformAccess,
  secret: { readonly namespace: string; readonly name: string },
): Promise<string> {
  const kubeconfig = await readSecret(access, { ...secret, key: 'value' })
  if (kubeconfig !== undefined) return kubeconfig
  const detail = `The cluster is ready, and its kubeconfig, the secret ${secret.name}, does not exist.`
  throw new CloudError({ class: 'provider-error', detail })
}

import { stringify } from 'yaml'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { KubernetesConfig, KubernetesCredential } from '../kubernetes-config.ts'

/**
 * The one context as a kubeconfig for another program: it needs no environment and no other file. It holds secrets.
 *
 * @throws CloudError `credential` for ways to sign in that other programs no longer know
 */
export function toolKubeconfig({
  credential,
  impersonation,
  name,
  namespace,
  proxyUrl,
  server,
  tls,
}: KubernetesConfig): string {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  const { authorities, client, serverName, verify } = tls
  if (impersonation.length > 0) throw unsupported('impersonation')
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    clusters: [
      {
        name,
        cluster: {
          server,
          ...(authorities !== null && verify && { 'certificate-authority-data': base64(authorities) }),
          ...(!verify && { 'insecure-skip-tls-verify': true }),
          ...(serverName !== undefined && { 'tls-server-name': serverName }),
          ...(proxyUrl !== null && { 'proxy-url': proxyUrl }),
        },
      },
    ],
    users: [
      {
        name,
        user: {
          ...userOf(credential),
          ...(client !== null && {
            'client-certificate-data': base64(client.certificate),
            'client-key-data': base64(client.key.reveal()),
          }),
        },
      },
    ],
    contexts: [{ name, context: { cluster: name, user: name, namespace } }],
  })
}

function userOf(credential: KubernetesCredential): object {
  switch (credential.method) {
    case 'none':
      return {}
    case 'token':
      return { token: credential.token.reveal() }
    case 'token-file':
      return { tokenFile: credential.path }
    case 'basic':
      return { username: credential.user, password: credential.password.reveal() }
    case 'exec': {
      const { apiVersion, arguments: args, command, environment, providesClusterInfo } = credential.plugin
      const env = environment.map(([name, value]) => ({ name, value }))
      const interactiveMode = 'Never'
      return { exec: { apiVersion, command, args, env, provideClusterInfo: providesClusterInfo, interactiveMode } }
    }
    case 'oidc':
      throw unsupported('the auth provider oidc')
  }
}

function unsupported(what: string): CloudError {
  const detail = `The kubeconfig uses ${what}, which cannot be handed on to Sonobuoy or Hydrophone.`
  return new CloudError({ class: 'credential', detail })
}

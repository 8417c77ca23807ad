import { dirname, isAbsolute, resolve } from 'node:path'
import { Secret } from '#clouds/openstack/secret.ts'
import type { KubeconfigEntry } from './kubeconfig-file.ts'
import type { ExecPlugin, KubernetesCredential, OidcProvider } from './kubernetes-config.ts'
import { pemOf } from './pem-of.ts'

const EXEC_VERSIONS = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1']
const CLUSTER_EXTENSION = 'client.authentication.k8s.io/exec'

/** How the user of a context signs in. Throws CLOUDS_KUBECONFIG_INVALID where kubectl would refuse, too. */
export function credentialFromUser(user: KubeconfigEntry, cluster: KubeconfigEntry): KubernetesCredential {
  const exec = user.entry('exec')
  const provider = user.entry('auth-provider')
  const token = secretOf(user, 'token')
  const tokenFile = user.path('tokenFile')
  const name = user.text('username')
  const password = secretOf(user, 'password')
  const hasToken = token !== null || tokenFile !== undefined
  if (hasToken && (name !== undefined || password !== null)) {
    throw user.invalid(undefined, 'token and password are both there; only one way to sign in is possible')
  }
  if (exec !== undefined && provider !== undefined) {
    throw user.invalid(undefined, 'exec and auth-provider are both there; only one of them is possible')
  }
  if (tokenFile !== undefined) {
    return { method: 'token-file', path: tokenFile, fallback: token, place: user.place('tokenFile') }
  }
  if (token !== null) return { method: 'token', token }
  if (name !== undefined || password !== null) {
    return { method: 'basic', user: name ?? '', password: password ?? new Secret('') }
  }
  if (exec !== undefined) return { method: 'exec', plugin: execPlugin(exec, cluster) }
  if (provider !== undefined) return { method: 'oidc', provider: oidcProvider(provider) }
  return { method: 'none' }
}

function secretOf(entry: KubeconfigEntry, key: string): Secret | null {
  const text = entry.text(key)
  if (text === undefined) return null
  // It becomes part of a header, where a line break would begin another one.
  if (/[\r\n\0]/.test(text.trim())) throw entry.invalid(key, 'holds a line break')
  return new Secret(text.trim())
}

function execPlugin(exec: KubeconfigEntry, cluster: KubeconfigEntry): ExecPlugin {
  const apiVersion = exec.requiredText('apiVersion')
  if (!EXEC_VERSIONS.includes(apiVersion)) {
    throw exec.invalid(
      'apiVersion',
      `must be ${EXEC_VERSIONS.join(' or ')}`,
      'Let the provider write a new kubeconfig.',
    )
  }
  const mode = exec.text('interactiveMode')
  if (mode !== undefined && !['Never', 'IfAvailable', 'Always'].includes(mode)) {
    throw exec.invalid('interactiveMode', 'must be Never, IfAvailable or Always')
  }
  if (mode === 'Always') {
    const remedy = 'Use a token or a client certificate for tests, as a run has to sign in without a person.'
    throw exec.invalid('interactiveMode', 'a plugin that always asks a person cannot be used', remedy)
  }
  const command = exec.requiredText('command')
  // As kubectl: a name is looked up in PATH, anything with a slash stands below the folder of the file.
  const hasFolder = command.includes('/') || command.includes('\\')
  return {
    apiVersion,
    command: hasFolder && !isAbsolute(command) ? resolve(dirname(fileOf(exec.place())), command) : command,
    arguments: exec.texts('args'),
    environment: exec.entries('env').map((entry) => [entry.requiredText('name'), entry.text('value') ?? ''] as const),
    providesClusterInfo: exec.flag('provideClusterInfo'),
    installHint: exec.text('installHint') ?? null,
    clusterExtension: cluster
      .entries('extensions')
      .find((extension) => extension.text('name') === CLUSTER_EXTENSION)
      ?.raw('extension'),
    place: exec.place(),
  }
}

function fileOf(place: string): string {
  return place.replace(/:\d+:\d+$/, '')
}

function oidcProvider(provider: KubeconfigEntry): OidcProvider {
  const name = provider.requiredText('name')
  if (name !== 'oidc') {
    const remedy = 'Use the credential plugin of the provider (exec); kubectl dropped its built-in ones in 1.26.'
    throw provider.invalid('name', `the auth-provider ${name} no longer exists`, remedy)
  }
  const config = provider.entry('config')
  if (config === undefined) throw provider.invalid(undefined, 'config is missing')
  const issuer = config.requiredText('idp-issuer-url')
  if (!URL.canParse(issuer) || new URL(issuer).protocol !== 'https:') {
    throw config.invalid('idp-issuer-url', 'must be an https URL')
  }
  const idToken = secretOf(config, 'id-token')
  const refreshToken = secretOf(config, 'refresh-token')
  if (idToken === null && refreshToken === null) {
    throw config.invalid(undefined, 'there is neither id-token nor refresh-token', 'Sign in with kubectl once.')
  }
  return {
    issuer: issuer.replace(/\/+$/, ''),
    clientId: config.requiredText('client-id'),
    clientSecret: secretOf(config, 'client-secret'),
    idToken,
    refreshToken,
    authorities: pemOf(config, 'idp-certificate-authority') ?? null,
    place: provider.place(),
  }
}

import type { TlsCertificate } from './make-tls-certificate.ts'

interface KubeconfigParts {
  readonly name: string
  readonly url: string
  readonly authority: { readonly certificate: string }
  readonly token: string
  readonly client: TlsCertificate
}

/** A kubeconfig for a practice cluster, with a context for each way to sign in; the token is the current one. */
export function renderKubeconfig({ authority, client, name, token, url }: KubeconfigParts): string {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  return `apiVersion: v1
kind: Config
current-context: ${name}
clusters:
- name: ${name}
  cluster:
    server: ${url}
    certificate-authority-data: ${base64(authority.certificate)}
users:
- name: ${name}-token
  user:
    token: ${token}
- name: ${name}-certificate
  user:
    client-certificate-data: ${base64(client.certificate)}
    client-key-data: ${base64(client.key)}
contexts:
- name: ${name}
  context: {cluster: ${name}, user: ${name}-token}
- name: ${name}-certificate
  context: {cluster: ${name}, user: ${name}-certificate}
- name: ${name}-anonymous
  context: {cluster: ${name}}
`
}

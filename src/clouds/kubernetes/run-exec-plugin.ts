import { execFile } from 'node:child_process'
import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { Secret } from '#clouds/openstack/secret.ts'
import type { ExecPlugin, KubernetesConfig } from './kubernetes-config.ts'

/** What a credential plugin brought. */
export interface ExecCredential {
  readonly token: Secret | null
  readonly client: { readonly certificate: string; readonly key: Secret } | null
  /** Null: good until the server refuses it. */
  readonly expiresAt: Date | null
}

interface ExecSurroundings {
  readonly config: KubernetesConfig
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal | undefined
}

const TIME_LIMIT_MS = 60_000
const LARGEST_OUTPUT = 1_000_000
const LONGEST_COMPLAINT = 200

const execCredentialSchema = z.object({
  kind: z.literal('ExecCredential'),
  apiVersion: z.string(),
  status: z.object({
    token: z
      .string()
      .regex(/^[\x21-\x7e]+$/)
      .nullish(),
    clientCertificateData: z.string().nullish(),
    clientKeyData: z.string().nullish(),
    expirationTimestamp: z.iso.datetime({ offset: true }).nullish(),
  }),
})

/**
 * Runs a credential plugin as kubectl does (client.authentication.k8s.io, without a terminal), for at most a minute.
 *
 * @throws CloudError `credential`; it holds nothing of what the plugin printed as its result
 */
export async function runExecPlugin(plugin: ExecPlugin, surroundings: ExecSurroundings): Promise<ExecCredential> {
  const { environment, signal } = surroundings
  const output = await run(
    plugin,
    {
      ...environment,
      ...Object.fromEntries(plugin.environment),
      KUBERNETES_EXEC_INFO: JSON.stringify(execInfo(plugin, surroundings.config)),
    },
    signal,
  )
  const parsed = execCredentialSchema.safeParse(jsonOf(output))
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? ''
    throw failure(plugin, `printed no ExecCredential that can be used (${field === '' ? 'no such JSON' : field})`)
  }
  const { apiVersion, status } = parsed.data
  if (apiVersion !== plugin.apiVersion) throw failure(plugin, `answers ${plugin.apiVersion} with another version`)
  const { clientCertificateData: certificate, clientKeyData: key, expirationTimestamp: expiry, token } = status
  if (Boolean(certificate) !== Boolean(key)) throw failure(plugin, 'printed a certificate without key, or the reverse')
  if (!token && !certificate) throw failure(plugin, 'printed neither token nor certificate')
  return {
    token: token ? new Secret(token) : null,
    client: certificate && key ? { certificate, key: new Secret(key) } : null,
    expiresAt: expiry ? new Date(expiry) : null,
  }
}

function execInfo(plugin: ExecPlugin, { proxyUrl, server, tls }: KubernetesConfig): object {
  const cluster = {
    server,
    ...(tls.serverName !== undefined && { 'tls-server-name': tls.serverName }),
    ...(!tls.verify && { 'insecure-skip-tls-verify': true }),
    ...(tls.authorities !== null && { 'certificate-authority-data': Buffer.from(tls.authorities).toString('base64') }),
    ...(proxyUrl !== null && { 'proxy-url': proxyUrl }),
    ...(plugin.clusterExtension !== undefined && { config: plugin.clusterExtension }),
  }
  return {
    kind: 'ExecCredential',
    apiVersion: plugin.apiVersion,
    spec: { interactive: false, ...(plugin.providesClusterInfo && { cluster }) },
  }
}

function run(plugin: ExecPlugin, environment: NodeJS.ProcessEnv, signal: AbortSignal | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      plugin.command,
      [...plugin.arguments],
      {
        env: environment,
        timeout: TIME_LIMIT_MS,
        killSignal: 'SIGKILL',
        maxBuffer: LARGEST_OUTPUT,
        ...(signal !== undefined && { signal }),
      },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout)
        else reject(failure(plugin, problemOf(error, stderr, plugin)))
      },
    )
    child.stdin?.end()
  })
}

function problemOf(error: Error & { code?: unknown; killed?: boolean }, stderr: string, plugin: ExecPlugin): string {
  if (error.code === 'ENOENT') return `is not installed${plugin.installHint === null ? '' : `; ${plugin.installHint}`}`
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `printed more than ${LARGEST_OUTPUT} bytes`
  if (error.name === 'AbortError') return 'was interrupted'
  if (error.killed === true) return `took longer than ${TIME_LIMIT_MS / 1_000} seconds`
  const complaint = stderr
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(-LONGEST_COMPLAINT)
  return `failed (${String(error.code ?? 'no exit code')})${complaint === '' ? '' : `: ${complaint}`}`
}

function jsonOf(output: string): unknown {
  try {
    return JSON.parse(output)
  } catch {
    return undefined
  }
}

function failure({ command, place }: ExecPlugin, problem: string): CloudError {
  return new CloudError({ class: 'credential', detail: `The credential plugin ${command} ${problem}.` }, { place })
}

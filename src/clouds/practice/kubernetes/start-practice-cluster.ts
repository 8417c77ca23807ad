import { randomUUID } from 'node:crypto'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { TLSSocket } from 'node:tls'
import type { Clock } from '#vocabulary/clock.ts'
import { deliverAnswer } from '../deliver-answer.ts'
import { listenOnLoopback } from '../listen-on-loopback.ts'
import { jsonAnswer, type PracticeAnswer } from '../practice-exchange.ts'
import { randomnessFrom, randomSecret } from '../randomness.ts'
import { answerClusterRequest, type ClusterUser } from './answer-cluster-request.ts'
import { type ClusterObject, healthyClusterContent } from './cluster-content.ts'
import type { ClusterModel } from './cluster-defect.ts'
import { parseClusterDefect } from './cluster-defects.ts'
import type { PlatformStory } from './cluster-platforms.ts'
import { makeTlsAuthority, makeTlsCertificate, type TlsCertificate } from './make-tls-certificate.ts'
import { answerKubernetesData, healthyKubernetesData } from './practice-kubernetes-data.ts'
import { renderKubeconfig } from './render-kubeconfig.ts'
import { statusAnswer } from './status-answer.ts'

export interface PracticeClusterOptions {
  readonly clock: Clock
  /** A free one when absent. */
  readonly port?: number
  /** Names of cluster defects. */
  readonly defects?: readonly string[]
  /** At least so many nodes; six when absent. */
  readonly nodeCount?: number
  /** Instead of the healthy one, such as `v1.36.5+rke2r1`. */
  readonly gitVersion?: string
  /** Before each answer. */
  readonly latencyMs?: number
  /** How clusters come and go on its platforms; soundly and soon when absent. */
  readonly platforms?: Partial<PlatformStory>
}

/** One request that reached the cluster, the foreign host or the server of public data. */
export interface ClusterCall {
  readonly server: 'cluster' | 'data' | 'foreign'
  readonly method: string
  /** With the query. */
  readonly path: string
  /** Whether it brought a credential. */
  readonly sentCredential: boolean
  /** As the cluster understood it; null on the other servers. */
  readonly user: string | null
}

/** A running practice cluster. */
export interface PracticeCluster {
  readonly url: string
  /** Base of the public data about Kubernetes as it is in the practice world. */
  readonly dataUrl: string
  readonly calls: readonly ClusterCall[]
  readonly authority: string
  readonly token: string
  /** Of the user `practice`. */
  readonly password: string
  readonly client: TlsCertificate
  /** What exists of a resource at this moment, such as `namespaces`. */
  objects(key: string): readonly ClusterObject[]
  /** Puts an object there as if somebody else had made it. */
  put(key: string, object: ClusterObject): void
  /** A kubeconfig with the contexts `NAME` (token), `NAME-certificate` and `NAME-anonymous`; `practice` when no name is given. */
  kubeconfig(name?: string): string
  /** Accepts this token from now on instead of the former one. */
  exchangeToken(token: string): void
  /** Ends all connections, waiting ones included. */
  stop(): Promise<void>
}

const LARGEST_BODY_BYTES = 1_048_576
const REMEMBERED_CALLS = 100_000
const ANONYMOUS: ClusterUser = { name: 'system:anonymous', groups: ['system:unauthenticated'] }
const ADMINISTRATORS = ['system:masters', 'system:authenticated']

/**
 * Starts a Kubernetes API server on 127.0.0.1, with TLS by an authority of its own, and beside it the public data about
 * Kubernetes releases. Without defects it satisfies every testcase that a cluster by itself can satisfy.
 *
 * @throws CodedError `PRACTICE_DEFECT_UNKNOWN`, `PRACTICE_PORT_UNAVAILABLE`
 */
export async function startPracticeCluster(options: PracticeClusterOptions): Promise<PracticeCluster> {
  const { clock, latencyMs = 0 } = options
  const at = clock()
  const content = healthyClusterContent(at, options.nodeCount ?? 0)
  if (options.gitVersion !== undefined) content.gitVersion = options.gitVersion
  Object.assign(content.platforms, options.platforms)
  const model: ClusterModel = { content, data: healthyKubernetesData(at), faults: [] }
  for (const defect of (options.defects ?? []).map(parseClusterDefect)) defect.apply(model)
  let token = randomSecret(randomnessFrom(undefined))
  const password = randomSecret(randomnessFrom(undefined))
  const authority = makeTlsAuthority({ at, name: 'practice cluster authority' })
  const names = ['localhost', 'practice.test']
  const days = content.certificateDays
  const server = makeTlsCertificate(authority, { at, name: 'kube-apiserver', addresses: ['127.0.0.1'], names, days })
  const client = makeTlsCertificate(authority, {
    at,
    name: 'practice-admin',
    organisations: ADMINISTRATORS.slice(0, 1),
  })
  const calls: ClusterCall[] = []
  const ending = new AbortController()
  let revision = 1_000
  const remember = (call: ClusterCall) => calls.length < REMEMBERED_CALLS && calls.push(call)

  const userOf = (request: IncomingMessage): ClusterUser | undefined => {
    const { authorization } = request.headers
    if (authorization === `Bearer ${token}`) return impersonated(request, 'practice-token')
    const basic = `Basic ${Buffer.from(`practice:${password}`).toString('base64')}`
    if (authorization === basic) return impersonated(request, 'practice-basic')
    if (authorization !== undefined) return undefined
    const { socket } = request
    const shown = socket instanceof TLSSocket && socket.authorized ? socket.getPeerX509Certificate() : undefined
    const commonName = /(?:^|\n)CN=([^\n]+)/.exec(shown?.subject ?? '')?.[1]
    return commonName === undefined ? ANONYMOUS : impersonated(request, commonName)
  }

  async function answerCluster(request: IncomingMessage): Promise<PracticeAnswer> {
    const url = new URL(`https://127.0.0.1${request.url ?? '/'}`)
    const user = userOf(request)
    const sentCredential = request.headers.authorization !== undefined
    const method = request.method ?? ''
    remember({ server: 'cluster', method, path: request.url ?? '', sentCredential, user: user?.name ?? null })
    const text = await readBody(request)
    if (text === undefined) return statusAnswer(413, 'RequestEntityTooLarge', 'limit is 1048576')
    if (user === undefined) return statusAnswer(401, 'Unauthorized', 'Unauthorized')
    let body: unknown
    try {
      body = text === '' ? undefined : JSON.parse(text)
    } catch {
      return statusAnswer(400, 'BadRequest', 'the object provided is unrecognized')
    }
    const asked = { method, url, user, body }
    const nextRevision = () => String(++revision)
    const proceed = model.faults.reduce<() => PracticeAnswer>(
      (next, fault) => () => fault(asked, next, { foreignOrigin }),
      () => answerClusterRequest(asked, { content, at: clock(), nextRevision }),
    )
    return proceed()
  }

  const listener =
    (answer: (request: IncomingMessage) => Promise<PracticeAnswer>) =>
    (request: IncomingMessage, response: ServerResponse): void => {
      // Both sides may break off at any time, and that is what some defects are for.
      answer(request)
        .then((answered) => deliverAnswer(response, answered, latencyMs, ending.signal))
        .catch(() => response.destroy())
    }
  const tls = { key: server.key, cert: server.certificate, ca: authority.certificate }
  const main = createServer({ ...tls, requestCert: true, rejectUnauthorized: false }, listener(answerCluster))
  const other = (kind: 'data' | 'foreign', answer: (url: URL, tag: string | undefined) => PracticeAnswer) =>
    createHttpServer(
      listener(async (request) => {
        const sentCredential = request.headers.authorization !== undefined
        const path = request.url ?? '/'
        remember({ server: kind, method: request.method ?? '', path, sentCredential, user: null })
        return answer(new URL(`http://127.0.0.1${path}`), request.headers['if-none-match'])
      }),
    )
  const foreign = other('foreign', () =>
    jsonAnswer(200, { kind: 'NodeList', items: [{ metadata: { name: 'planted' } }] }),
  )
  const data = other('data', (url, tag) => answerKubernetesData(url, tag, model.data))
  const servers = [main, foreign, data]
  const stop = async (): Promise<void> => {
    ending.abort()
    const closed = Promise.all(servers.map((one) => one[Symbol.asyncDispose]()))
    for (const one of servers) one.closeAllConnections()
    await closed
  }
  let foreignOrigin = ''
  try {
    foreignOrigin = `http://127.0.0.1:${await listenOnLoopback(foreign, 0)}`
    const dataUrl = `http://127.0.0.1:${await listenOnLoopback(data, 0)}`
    const url = `https://127.0.0.1:${await listenOnLoopback(main, options.port ?? 0)}`
    return {
      url,
      dataUrl,
      calls,
      authority: authority.certificate,
      get token() {
        return token
      },
      password,
      client,
      objects: (key) => [...(content.objects.get(key) ?? [])],
      put(key, object) {
        const metadata = { uid: randomUUID(), ...object.metadata }
        content.objects.get(key)?.push({ ...object, metadata })
      },
      kubeconfig: (name = 'practice') => renderKubeconfig({ name, url, authority, token, client }),
      exchangeToken(fresh) {
        token = fresh
      },
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** An administrator may act as somebody else (`Impersonate-User`). */
function impersonated({ headers }: IncomingMessage, name: string): ClusterUser {
  const as = headers['impersonate-user']
  if (typeof as !== 'string') return { name, groups: ADMINISTRATORS }
  return { name: as, groups: [headers['impersonate-group'] ?? []].flat() }
}

/** Undefined when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size <= LARGEST_BODY_BYTES) chunks.push(chunk)
  }
  return size <= LARGEST_BODY_BYTES ? Buffer.concat(chunks).toString('utf8') : undefined
}

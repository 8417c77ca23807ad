import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { answerPracticeRequest, locateService } from './answer-practice-request.ts'
import { renderCloudsYaml } from './clouds-yaml.ts'
import { parseDefect } from './defects.ts'
import { deliverAnswer } from './deliver-answer.ts'
import { listenOnLoopback } from './listen-on-loopback.ts'
import { createInitialObjects } from './objects/initial-objects.ts'
import { createObjectStore } from './objects/object-store.ts'
import { plantObject } from './objects/planted-object.ts'
import type { PracticeObject } from './objects/practice-object.ts'
import { createVirtualTime } from './objects/virtual-time.ts'
import type { ExistingObject, PracticeCall, PracticeCloud, PracticeCloudOptions } from './practice-cloud.ts'
import { healthyContent } from './practice-content.ts'
import type { PracticeModel } from './practice-defect.ts'
import { jsonAnswer, type PracticeAnswer } from './practice-exchange.ts'
import { randomHexId, randomnessFrom } from './randomness.ts'
import { createTokenStore } from './token-store.ts'

const LARGEST_BODY_BYTES = 98_304
const REMEMBERED_CALLS = 100_000
const DEFAULT_LARGEST_PAGE = 1_000

/**
 * Starts a cloud on 127.0.0.1 that answers the calls of the testcases as a real OpenStack does. Without defects it satisfies
 * every testcase of the IaaS scope at the moment of the clock, except those about encrypted connections.
 *
 * @throws CodedError `PRACTICE_DEFECT_UNKNOWN`, `PRACTICE_PORT_UNAVAILABLE`
 */
export async function startPracticeCloud(options: PracticeCloudOptions): Promise<PracticeCloud> {
  const randomness = randomnessFrom(options.seed)
  const content = healthyContent({
    at: options.clock(),
    randomness,
    flavorCount: options.flavorCount ?? 0,
    imageCount: options.imageCount ?? 0,
    largestPage: options.largestPage ?? DEFAULT_LARGEST_PAGE,
  })
  const rules = (options.accessRules ?? []).map((rule) => ({ ...rule, id: randomHexId(randomness) }))
  content.applicationCredential.accessRules.push(...rules)
  const model: PracticeModel = { content, faults: [] }
  for (const defect of (options.defects ?? []).map(parseDefect)) defect.apply(model)
  const tokens = createTokenStore(randomness)
  const objects = createObjectStore()
  const time = createVirtualTime(options.elapsedMs ?? (() => performance.now()), options.pace ?? 1)
  const beginning = { at: options.clock(), content, objects, randomness }
  createInitialObjects(beginning)
  for (const planted of options.planted ?? []) plantObject(planted, beginning)
  const originalObjects = objects.all().map(existing)
  const calls: PracticeCall[] = []
  const ending = new AbortController()

  const dateOfCloud = (): string => {
    return new Date(options.clock().getTime() + content.clockSkewSeconds * 1000).toUTCString()
  }
  const answerer = (answer: Answerer): RequestListener =>
    listenerFor(answer, { calls, latencyMs: options.latencyMs ?? 0, signal: ending.signal, date: dateOfCloud })
  const main = createServer(
    answerer((request, body) => {
      const origin = `http://${hostOf(request)}`
      const url = new URL(`${origin}${request.url}`)
      const method = request.method === 'HEAD' ? 'GET' : (request.method ?? '')
      const place = locateService(url.pathname)
      const asked = { method, asked: request.method ?? '', url, ...place, headers: request.headers, body }
      time.catchUp()
      const state = { content, tokens, objects, time, at: options.clock(), origin, randomness }
      return answerPracticeRequest(asked, state, model.faults, { foreignOrigin })
    }),
  )
  const foreign = createServer(answerer(() => jsonAnswer(200, PLANTED)))

  const foreignOrigin = `http://127.0.0.1:${await listenOnLoopback(foreign, 0)}`
  const stop = async (): Promise<void> => {
    ending.abort()
    await Promise.all([main[Symbol.asyncDispose](), foreign[Symbol.asyncDispose](), closeConnections()])
  }
  const closeConnections = async (): Promise<void> => {
    main.closeAllConnections()
    foreign.closeAllConnections()
  }
  try {
    const url = `http://127.0.0.1:${await listenOnLoopback(main, options.port ?? 0)}`
    const authUrl = `${url}/identity/v3`
    const cloudsYaml = (name = 'practice'): string => renderCloudsYaml(name, authUrl, content)
    const domainManagers = content.domainManagers.map(({ domain, name, password }) => ({
      domainName: domain.name,
      username: name,
      password,
    }))
    return {
      url,
      authUrl,
      foreignUrl: foreignOrigin,
      calls,
      cloudsYaml,
      domainManagers,
      originalObjects,
      objects: () => {
        time.catchUp()
        return objects.all().map(existing)
      },
      plant: (planted) => {
        const object = plantObject(planted, { ...beginning, at: options.clock() })
        originalObjects.push(existing(object))
        return object.id
      },
      stop,
    }
  } catch (error) {
    foreign.close()
    throw error
  }
}

type Answerer = (request: IncomingMessage, body: string) => PracticeAnswer

/** What a client gets that lets itself be led to the foreign host. */
const PLANTED = {
  flavors: [{ id: 'planted', name: 'planted-by-foreign-host', vcpus: 1, ram: 1024, disk: 0 }],
  images: [{ id: 'planted', name: 'planted by foreign host', status: 'active', visibility: 'public' }],
  volume_types: [{ id: 'planted', name: 'planted-by-foreign-host', description: null, is_public: true }],
}

function existing({ id, kind, name, projectId, status }: PracticeObject): ExistingObject {
  return { kind, id, name, status, projectId }
}

/** What the listeners share. */
interface Listening {
  readonly calls: PracticeCall[]
  readonly latencyMs: number
  readonly signal: AbortSignal
  /** What a clock of the cloud shows. */
  readonly date: () => string
}

function listenerFor(answer: Answerer, listening: Listening): RequestListener {
  const { calls } = listening
  return (request, response) => {
    const call: PracticeCall = {
      method: request.method ?? '',
      path: request.url ?? '',
      status: null,
      sentToken: request.headers['x-auth-token'] !== undefined || request.headers['x-subject-token'] !== undefined,
      host: hostOf(request),
    }
    if (calls.length < REMEMBERED_CALLS) calls.push(call)
    // Both sides may break off at any time, and that is what some defects are for.
    answerRequest(request, response, answer, call, listening).catch(() => response.destroy())
  }
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answerer,
  call: PracticeCall,
  { date, latencyMs, signal }: Listening,
): Promise<void> {
  const body = await readBody(request)
  const answered =
    body === undefined
      ? jsonAnswer(413, {
          error: { code: 413, message: 'The request is too large.', title: 'Request Entity Too Large' },
        })
      : answer(request, body)
  const requestId = `req-${crypto.randomUUID()}`
  const headers = { date: date(), ...answered.headers, 'x-openstack-request-id': requestId }
  if (answered.delivery?.kind !== 'never' && answered.delivery?.kind !== 'reset') call.status = answered.status
  await deliverAnswer(response, { ...answered, headers }, latencyMs, signal)
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

/** The address of the listener: what the client calls it is not to be trusted. */
function hostOf(request: IncomingMessage): string {
  return `127.0.0.1:${request.socket.localPort}`
}

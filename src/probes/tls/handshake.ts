import type { X509Certificate } from 'node:crypto'
import { isIP } from 'node:net'
import { type ConnectionOptions, connect, type SecureVersion } from 'node:tls'
import { throwIfStopped } from '#clouds/openstack/resources/rest.ts'

/** One TLS server and how it is approached. */
export interface HandshakeTarget {
  /** Without brackets. */
  readonly host: string
  readonly port: number
  readonly limitMs: number
  readonly signal: AbortSignal
}

export interface HandshakeOffer {
  /** Exactly this version; without it whatever both sides have. */
  readonly version?: SecureVersion
  /** OpenSSL names; everything that this machine can do when absent. */
  readonly ciphers?: readonly string[]
  readonly group?: string
  /** PEM; the machine's when absent. */
  readonly authorities?: string | readonly string[]
}

/**
 * - `accepted`: the handshake was completed
 * - `refused`: there was a connection, and the server did not go on with what was offered
 * - `impossible`: this machine cannot offer that
 * - `failed`: no connection, or no answer in time
 */
export type Handshake =
  | {
      readonly state: 'accepted'
      readonly cipher: string
      readonly dhBits: number | null
      readonly certificate: X509Certificate | undefined
      /** OpenSSL's word for what is wrong with the chain; null if nothing is. */
      readonly chainProblem: string | null
    }
  | { readonly state: 'refused'; readonly why: string }
  | { readonly state: 'impossible' }
  | { readonly state: 'failed'; readonly why: string; readonly isTimeOut: boolean }

/** Old suites and short keys are offered, too: it is the server that has to refuse them. */
const NO_SECURITY_LEVEL = '@SECLEVEL=0'

/** What OpenSSL says when it cannot even begin. */
const LOCAL_PROBLEM =
  /NO_CIPHER|NO_PROTOCOLS_AVAILABLE|UNSUPPORTED_PROTOCOL_VERSION|NO_SUITABLE_KEY_SHARE|NO_SUITABLE_GROUPS|ERR_CRYPTO_OPERATION_FAILED|INVALID_PROTOCOL|LIBRARY_BUG/

/** One handshake, and nothing after it. Throws only when the signal is given. */
export async function handshake(target: HandshakeTarget, offer: HandshakeOffer = {}): Promise<Handshake> {
  throwIfStopped(target.signal)
  const outcome = await shakeHands(target, offer)
  throwIfStopped(target.signal)
  return outcome
}

function shakeHands(target: HandshakeTarget, offer: HandshakeOffer): Promise<Handshake> {
  return new Promise((resolve) => {
    let isConnected = false
    let socket: ReturnType<typeof connect>
    try {
      socket = connect(connectionOptions(target, offer))
    } catch {
      resolve({ state: 'impossible' })
      return
    }
    const stop = (): void => end({ state: 'failed', why: 'interrupted', isTimeOut: false })
    const timer = setTimeout(() => end({ state: 'failed', why: 'no answer in time', isTimeOut: true }), target.limitMs)
    const end = (handshake: Handshake): void => {
      clearTimeout(timer)
      target.signal.removeEventListener('abort', stop)
      socket.destroy()
      resolve(handshake)
    }
    target.signal.addEventListener('abort', stop, { once: true })
    socket.on('connect', () => {
      isConnected = true
    })
    socket.on('secureConnect', () => {
      const key = socket.getEphemeralKeyInfo()
      end({
        state: 'accepted',
        cipher: socket.getCipher().name,
        dhBits: key !== null && 'type' in key && key.type === 'DH' ? (key.size ?? null) : null,
        certificate: socket.getPeerX509Certificate(),
        chainProblem: socket.authorized ? null : problemWord(socket.authorizationError),
      })
    })
    socket.on('error', (error) => {
      const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message
      if (LOCAL_PROBLEM.test(code)) end({ state: 'impossible' })
      else if (isConnected) end({ state: 'refused', why: code })
      else end({ state: 'failed', why: code, isTimeOut: false })
    })
    socket.on('close', () => end({ state: 'refused', why: 'the connection was closed' }))
  })
}

function connectionOptions({ host, port }: HandshakeTarget, offer: HandshakeOffer): ConnectionOptions {
  const { authorities, ciphers = ['ALL', 'COMPLEMENTOFALL'], group, version } = offer
  return {
    host,
    port,
    // Names are judged later, and so are chains: everybody gets in.
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ciphers: `${ciphers.join(':')}:${NO_SECURITY_LEVEL}`,
    minDHSize: 1,
    minVersion: version ?? 'TLSv1',
    maxVersion: version ?? 'TLSv1.3',
    ...(isIP(host) === 0 && { servername: host }),
    ...(group !== undefined && { ecdhCurve: group }),
    ...(authorities !== undefined && { ca: typeof authorities === 'string' ? authorities : [...authorities] }),
  }
}

/** Node declares an Error, and gives OpenSSL's word. */
function problemWord(problem: unknown): string {
  if (problem instanceof Error) return 'code' in problem ? String(problem.code) : problem.message
  return String(problem)
}

import { connect, getCACertificates } from 'node:tls'
import { CloudError } from './cloud-error.ts'

/** The certificate that a server shows; `problem` says why it is not trusted. */
export interface ServerCertificate {
  readonly validFrom: Date
  readonly validTo: Date
  readonly problem: string | null
}

interface Handshake {
  /** PEM of the authorities of this cloud; null: those of the machine. */
  readonly authorities: string | null
  readonly timeLimitMs: number
  readonly signal: AbortSignal
}

/**
 * Shakes hands with a server by TLS and looks at its certificate, trusted or not. Direct, never through a proxy.
 *
 * @throws CloudError `unreachable` or `time-out`
 */
export function readServerCertificate(url: URL, options: Handshake): Promise<ServerCertificate> {
  const { authorities, signal, timeLimitMs } = options
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(url.port || 443),
      ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
      ca: authorities ?? [...getCACertificates('default'), ...getCACertificates('system')],
      // What is not trusted is to be looked at, too; nothing is sent over this connection.
      rejectUnauthorized: false,
    })
    const fail = (reason: 'unreachable' | 'time-out', detail: string) => {
      socket.destroy()
      reject(new CloudError({ class: reason, detail: `TLS handshake with ${url.origin}: ${detail}.` }))
    }
    socket.setTimeout(timeLimitMs, () => fail('time-out', 'no answer within the time limit'))
    signal.addEventListener('abort', () => fail('unreachable', 'interrupted'), { once: true })
    socket.once('error', (error) => fail('unreachable', error.message))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      const error: unknown = socket.authorizationError
      const problem = socket.authorized ? null : error instanceof Error ? error.message : String(error)
      socket.destroy()
      if (certificate === undefined) fail('unreachable', 'it shows no certificate')
      else resolve({ validFrom: certificate.validFromDate, validTo: certificate.validToDate, problem })
    })
  })
}

import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { GUIDELINE_CIPHERS, type Weakness } from './weaknesses.ts'

/** A TLS server, and the port of the plain service behind it. */
export interface Front {
  readonly backend: string
  readonly port: number
}

/** What HAProxy is told; one of the servers may be weakened. */
export function proxyConfiguration(
  folder: string,
  fronts: readonly Front[],
  weak: { readonly weakened: Front; readonly weakness: Weakness } | undefined,
): string {
  const listeners = fronts.map((front) => {
    const weakness = weak?.weakened === front ? weak.weakness : undefined
    const certificate = join(folder, weakness === undefined ? 'sound.pem' : 'weak.pem')
    return `
listen ${front.port}
  bind 127.0.0.1:${front.port} ssl crt ${certificate} alpn h2,http/1.1 ${weakness?.bind ?? ''}
  http-request set-header X-Forwarded-Proto https
  http-response set-header Strict-Transport-Security max-age=${weakness?.hsts ?? 63_072_000}
  server plain ${front.backend}
`
  })
  return `global
  ssl-default-bind-curves X25519:P-256:P-384
  ssl-default-bind-ciphers ${GUIDELINE_CIPHERS}
  ssl-default-bind-ciphersuites TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256
  ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets
  tune.ssl.default-dh-param 2048
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
${listeners.join('')}`
}

export function originOf({ port }: Front): string {
  return `https://127.0.0.1:${port}`
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => once(server.close(), 'close')))
  return ports
}

export async function untilListening(port: number, proxy: ChildProcess): Promise<void> {
  const until = Date.now() + 5_000
  while (!(await isListening(port))) {
    if (hasEnded(proxy)) throw new Error(`haproxy does not start (exit code ${proxy.exitCode})`)
    if (Date.now() > until) throw new Error(`haproxy does not listen on ${port}`)
    await sleep(20)
  }
}

export function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    const end = (listens: boolean): void => {
      socket.destroy()
      resolve(listens)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
  })
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands before a cloud sees of a request. */
export interface FrontRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
}

export interface FrontAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * Answers in place of the cloud if it returns a function, which then has the response for itself; `proceed` asks the
 * cloud.
 */
export type Hostility = (
  request: FrontRequest,
) => ((response: ServerResponse, proceed: () => Promise<FrontAnswer>) => unknown) | undefined

export interface HostileFront {
  readonly url: string
  stop(): Promise<void>
}

/** Stands before a cloud of this machine, under an address of its own, and answers some requests in place of it. */
export async function startHostileFront(cloudUrl: string, hostility: Hostility): Promise<HostileFront> {
  let url = ''
  const server = createServer({ maxHeaderSize: 1_048_576 }, (request, response) => {
    answer(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const proceed = () => forward(request, Buffer.concat(chunks))
    const hostile = hostility({ method: request.method ?? '', path: request.url ?? '' })
    if (hostile !== undefined) {
      await hostile(response, proceed)
      return
    }
    const { status, headers, body } = await proceed()
    response.writeHead(status, headers).end(body)
  }

  async function forward(request: IncomingMessage, body: Buffer): Promise<FrontAnswer> {
    const { 'x-auth-token': token, 'content-type': type, 'openstack-api-version': version } = request.headers
    const headers = Object.entries({ 'x-auth-token': token, 'content-type': type, 'openstack-api-version': version })
    const answered = await fetch(cloudUrl + request.url, {
      method: request.method ?? 'GET',
      headers: headers.flatMap(([name, value]): [string, string][] => (value ? [[name, String(value)]] : [])),
      redirect: 'manual',
      ...(body.length > 0 && { body }),
    })
    const kept = [...answered.headers].filter(([name]) => /^(content-type|x-subject-token|location)$/.test(name))
    const text = (await answered.text()).replaceAll(cloudUrl, url)
    return { status: answered.status, headers: Object.fromEntries(kept), body: text }
  }

  return {
    url,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

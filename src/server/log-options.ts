import type { FastifyRequest, FastifyServerOptions } from 'fastify'
import { maskText } from '#report/find-credentials.ts'

const LONGEST_PATH = 300
const LONGEST_MESSAGE = 200

type LoggedError = { readonly type: string; readonly message: string; readonly code: string; readonly stack: string }

/**
 * One line of JSON per request and error, to a stream. Neither headers, bodies, nor parameters of addresses are written, and
 * of errors nothing but what kind they are and where they arose: what a database says about one may quote a report.
 */
export function logTo(stream: { write(line: string): void }): FastifyServerOptions['logger'] {
  return {
    level: 'info',
    stream,
    serializers: {
      req: ({ method, url, ip }: FastifyRequest) => ({
        method,
        path: maskText((url.split('?', 1)[0] ?? '').slice(0, LONGEST_PATH)),
        address: ip,
      }),
      err: loggedError,
    },
  }
}

function loggedError(error: unknown): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: '', code: '', stack: '' }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return {
    type: error.name,
    message: code === '' ? maskText(error.message).slice(0, LONGEST_MESSAGE) : '',
    code,
    stack: (error.stack ?? '').split('\n').filter(isFrame).join('\n'),
  }
}

function isFrame(line: string): boolean {
  return line.startsWith('    at ')
}

import type { FastifyRequest } from 'fastify'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { ServerContext } from '../context.ts'
import type { Account } from './account.ts'

export interface SignIn {
  /** A hook of a route: runs before the body is read, so that strangers send nothing. */
  readonly onRequest: (request: FastifyRequest) => Promise<void>
  readonly accountOf: (request: FastifyRequest) => Account
}

/** Makes who signed in for a request known to its handler. */
export function signInFirst({ authenticator }: Pick<ServerContext, 'authenticator'>): SignIn {
  const accounts = new WeakMap<FastifyRequest, Account>()
  return {
    onRequest: async (request) => {
      const { authorization } = request.headers
      accounts.set(request, await authenticator.authenticate({ authorization, address: request.ip }))
    },
    accountOf: (request) => {
      const account = accounts.get(request)
      if (account) return account
      throw new CodedError('SERVER_CREDENTIALS_MISSING', 'Not authenticated')
    },
  }
}

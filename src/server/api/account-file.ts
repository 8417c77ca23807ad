import { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import { accountFileStateSchema } from './answer-schemas.ts'
import { defineOperation } from './operation.ts'

export const getAccountFile = defineOperation({
  method: 'GET',
  path: '/account-file',
  id: 'getAccountFile',
  summary: 'Whether the account file is in force, and if not, why not',
  needs: 'admin',
  params: z.strictObject({}),
  answer: accountFileStateSchema,
  handle: async ({ context }) => {
    const state = context.accountFile?.state()
    if (!state) throw new CodedError('SERVER_NOT_FOUND', 'this server was started without an account file')
    const { file, loadedAt, accounts, problem } = state
    return {
      body: {
        file,
        loadedAt: loadedAt.toISOString(),
        accounts,
        problem: problem ? { ...problem, at: problem.at.toISOString() } : null,
      },
    }
  },
})

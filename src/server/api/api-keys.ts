import { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import { isSubject } from '#vocabulary/subject.ts'
import { digestOfApiKey, newApiKey } from '../accounts/api-key.ts'
import type { ServerContext } from '../context.ts'
import { findAccount } from '../storage/account-queries.ts'
import { insertApiKey, readApiKeys, revokeApiKey, type StoredApiKey } from '../storage/api-key-queries.ts'
import { recordAudit } from '../storage/audit.ts'
import { apiKeySchema, listOf, newApiKeySchema } from './answer-schemas.ts'
import { defineOperation } from './operation.ts'

const CREATED = 201
const PATH = '/accounts/{subject}/keys'
const subjectParameter = { subject: z.string().refine(isSubject, 'is no name of a subject').max(100) }

export const makeApiKey = defineOperation({
  method: 'POST',
  path: PATH,
  id: 'makeApiKey',
  summary: 'Make an API key for an account; it is shown this once and never again',
  needs: 'admin',
  params: z.strictObject(subjectParameter),
  body: z.strictObject({
    name: z.string().trim().min(1).max(200),
    expiresAt: z.iso.datetime({ offset: true }).optional(),
  }),
  answer: newApiKeySchema,
  statuses: [CREATED],
  handle: async ({ context, at, account, params: { subject }, body }) => {
    const expiresAt = body.expiresAt === undefined ? undefined : new Date(body.expiresAt)
    if (expiresAt && expiresAt <= at) {
      throw new CodedError('SERVER_REQUEST_INVALID', 'expiresAt: is not in the future')
    }
    await requireAccount(context, subject)
    const key = newApiKey()
    const stored = await insertApiKey(context.database, {
      subject,
      sha256: digestOfApiKey(key),
      name: body.name,
      madeAt: at,
      ...(expiresAt && { expiresAt }),
    })
    if (!stored) throw new CodedError('SERVER_API_KEYS_EXHAUSTED', `${subject} has too many API keys`)
    const about = { subject, key: stored.id, name: stored.name }
    await recordAudit(context.database, { at, actor: account().subject, action: 'api-key-made', about })
    return { status: CREATED, body: { ...toAnswer(stored), key } }
  },
})

export const listApiKeys = defineOperation({
  method: 'GET',
  path: PATH,
  id: 'listApiKeys',
  summary: 'The API keys of an account, without the keys themselves',
  needs: 'admin',
  params: z.strictObject(subjectParameter),
  answer: listOf(apiKeySchema),
  handle: async ({ context, at, account, params: { subject } }) => {
    await requireAccount(context, subject)
    const keys = await readApiKeys(context.database, subject)
    const about = { subject, count: keys.length }
    await recordAudit(context.database, { at, actor: account().subject, action: 'api-keys-listed', about })
    return { body: { items: keys.map(toAnswer), next: null } }
  },
})

export const revokeKey = defineOperation({
  method: 'DELETE',
  path: `${PATH}/{id}`,
  id: 'revokeApiKey',
  summary: 'End an API key at once',
  needs: 'admin',
  params: z.strictObject({ ...subjectParameter, id: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER) }),
  answer: apiKeySchema,
  handle: async ({ context, at, account, params: { subject, id } }) => {
    const isRevoked = await revokeApiKey(context.database, subject, id, at)
    const key = (await readApiKeys(context.database, subject)).find((candidate) => candidate.id === id)
    if (!isRevoked || !key) throw new CodedError('SERVER_NOT_FOUND', `${subject} has no such API key`)
    const about = { subject, key: id }
    await recordAudit(context.database, { at, actor: account().subject, action: 'api-key-revoked', about })
    return { body: toAnswer(key) }
  },
})

async function requireAccount({ database }: ServerContext, subject: string): Promise<void> {
  if (await findAccount(database, subject)) return
  throw new CodedError('SERVER_ACCOUNT_UNKNOWN', `there is no account ${subject}`)
}

function toAnswer({ id, name, madeAt, expiresAt, revokedAt }: StoredApiKey) {
  return {
    id,
    name,
    madeAt: madeAt.toISOString(),
    expiresAt: expiresAt?.toISOString() ?? null,
    revokedAt: revokedAt?.toISOString() ?? null,
  }
}

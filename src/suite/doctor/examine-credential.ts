import { z } from 'zod'
import { judgeRoles } from '../preflight.ts'
import type { Diagnosis } from './diagnosis.ts'

const DAY_MS = 86_400_000
const SHORT_DAYS = 14
const EXPECTED_ROLES = ['member', 'reader']

/** What Keystone says about an application credential (Identity API v3.13). */
const applicationCredentialSchema = z.object({
  name: z.string(),
  expires_at: z.string().nullable(),
  unrestricted: z.boolean().optional(),
  access_rules: z.array(z.unknown()).optional(),
})

export type ApplicationCredential = z.infer<typeof applicationCredentialSchema>

/** Reads the answer to `GET /v3/users/{id}/application_credentials/{id}`. Throws a ZodError. */
export function parseApplicationCredential(answer: unknown): ApplicationCredential {
  return z.object({ application_credential: applicationCredentialSchema }).parse(answer).application_credential
}

/** Whether the kind of sign-in is fit for runs that nobody watches. */
export function examineMethod(method: 'password' | 'token' | 'application-credential'): Diagnosis {
  const about = 'credential'
  switch (method) {
    case 'application-credential':
      return { level: 'ok', about, says: 'It is an application credential.' }
    case 'password':
      return {
        level: 'note',
        about,
        says: 'It is a password, which opens everything that its user may do.',
        remedy:
          'Use an application credential: it is for one project, can expire, and can be limited to the calls of a run.',
      }
    case 'token':
      return {
        level: 'mend',
        about,
        says: 'It is a token, which cannot be renewed: a run fails when it expires.',
        remedy: 'Use an application credential.',
      }
  }
}

/** The roles of the token against what a run needs and what it must not have. */
export function examineRoles(roles: readonly string[]): Diagnosis {
  const about = 'roles'
  const { refusal } = judgeRoles(roles)
  const has = `It has: ${[...roles].sort().join(', ')}.`
  if (refusal !== undefined) {
    const remedy = 'Use a credential with the roles member and reader only.'
    return { level: 'stop', about, says: refusal.reason.detail, remedy }
  }
  const more = roles.filter((role) => !EXPECTED_ROLES.includes(role))
  if (more.length === 0) return { level: 'ok', about, says: has }
  return {
    level: 'note',
    about,
    says: `It has more than a run needs: ${more.sort().join(', ')}.`,
    remedy: 'Create the application credential with `--role member` only.',
  }
}

/** How long an application credential is good, and how much it may do. */
export function examineApplicationCredential(credential: ApplicationCredential, at: Date): Diagnosis[] {
  const { expires_at: expiresAt, access_rules: rules, unrestricted } = credential
  const about = 'application credential'
  const limited: Diagnosis =
    rules === undefined || rules.length === 0
      ? { level: 'note', about, says: 'It has no access rules: it may make every call that its roles allow.' }
      : { level: 'ok', about, says: `It is limited by ${rules.length} access rules.` }
  const restricted: Diagnosis =
    unrestricted === true
      ? {
          level: 'mend',
          about,
          says: 'It is unrestricted: whoever has it can create further credentials.',
          remedy: 'Create one without --unrestricted, and delete this one.',
        }
      : { level: 'ok', about, says: 'It is restricted: it cannot create further credentials.' }
  return [examineExpiry(expiresAt, at), restricted, limited]
}

function examineExpiry(expiresAt: string | null, at: Date): Diagnosis {
  const about = 'application credential'
  if (expiresAt === null) return { level: 'ok', about, says: 'It does not expire.' }
  // Keystone writes UTC without saying so.
  const end = new Date(/(Z|[+-]\d\d:?\d\d)$/.test(expiresAt) ? expiresAt : `${expiresAt}Z`)
  if (Number.isNaN(end.getTime())) return { level: 'note', about, says: 'When it expires cannot be read.' }
  const days = Math.floor((end.getTime() - at.getTime()) / DAY_MS)
  const says = `It expires on ${end.toISOString().slice(0, 10)}, in ${days} days.`
  if (days >= SHORT_DAYS) return { level: 'ok', about, says }
  return { level: 'mend', about, says, remedy: 'Create a new one, and enter it in clouds.yaml.' }
}

import { z } from 'zod'
import { isSubject } from '#vocabulary/subject.ts'
import { isPasswordHash } from './password-hash.ts'

const SUBJECT_RULE = 'must be letters, digits, dots, hyphens and underscores, at most 100'
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

const subjectSchema = z.string().refine(isSubject, SUBJECT_RULE)
const lineSchema = z.string().trim().min(1).max(500)
const instantSchema = z.iso.datetime({ offset: true }).transform((text) => new Date(text))

/** The account file of today's monitor (`bootstrap.yaml`); names, operator and the validity of keys are additions. */
export const accountFileSchema = z.strictObject({
  accounts: z
    .array(
      z.strictObject({
        subject: subjectSchema,
        group: subjectSchema.nullish(),
        name: lineSchema.optional(),
        operator: lineSchema.optional(),
        description: z.string().trim().min(1).max(2_000).optional(),
        api_keys: z.array(z.string().refine(isPasswordHash, 'must be an argon2id or bcrypt hash')).max(20).nullish(),
        keys: z
          .array(
            z.strictObject({
              public_key: z.string().max(4_000).regex(BASE64, 'must be the base64 column of a .pub file'),
              public_key_type: z
                .string()
                .max(100)
                .regex(/^[a-z0-9@.-]+$/, 'must be a key type such as ssh-ed25519'),
              public_key_name: z.string().max(200).nullish(),
              valid_from: instantSchema.optional(),
              valid_until: instantSchema.optional(),
            }),
          )
          .max(100)
          .nullish(),
        delegates: z.array(subjectSchema).max(100).nullish(),
        roles: z
          .array(z.enum(['read_any', 'append_any', 'approve', 'admin']))
          .max(10)
          .nullish(),
      }),
    )
    .max(10_000)
    .nullable(),
})

export type AccountFile = z.infer<typeof accountFileSchema>

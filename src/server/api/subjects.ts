import { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import { isSubject } from '#vocabulary/subject.ts'
import { findListedSubject, type ListedSubject, readListedSubjects } from '../storage/account-queries.ts'
import { listOf, subjectSchema } from './answer-schemas.ts'
import { decodeCursor, pageOf } from './cursor.ts'
import { LIST_QUERY } from './list-query.ts'
import { defineOperation } from './operation.ts'

const positionSchema = z.tuple([z.string()])

export const listSubjects = defineOperation({
  method: 'GET',
  path: '/subjects',
  id: 'listSubjects',
  summary: 'The subjects of the overview, by name',
  needs: 'nothing',
  query: z.strictObject(LIST_QUERY),
  answer: listOf(subjectSchema),
  handle: async ({ context, query: { limit, cursor } }) => {
    const after = cursor === undefined ? undefined : decodeCursor(positionSchema, cursor)[0]
    const all = await readListedSubjects(context.database)
    const subjects = all
      .toSorted((a, b) => (a.subject < b.subject ? -1 : 1))
      .filter(({ subject }) => after === undefined || subject > after)
    const { items, next } = pageOf(subjects, limit, ({ subject }) => [subject])
    return { body: { items: items.map(toAnswer), next } }
  },
})

export const getSubject = defineOperation({
  method: 'GET',
  path: '/subjects/{subject}',
  id: 'getSubject',
  summary: 'One subject',
  needs: 'nothing',
  params: z.strictObject({ subject: z.string().max(200) }),
  answer: subjectSchema,
  handle: async ({ context, params: { subject } }) => {
    const found = isSubject(subject) ? await findListedSubject(context.database, subject) : undefined
    if (!found) throw new CodedError('SERVER_NOT_FOUND', 'there is no such subject')
    return { body: toAnswer(found) }
  },
})

function toAnswer({ subject, group, display }: ListedSubject) {
  const { name = subject, operator = null, description = null } = display
  return { subject, name, group: group ?? null, operator, description }
}

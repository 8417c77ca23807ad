import { z } from 'zod'
import { CodedError } from '#vocabulary/coded-error.ts'
import { listOf, testcaseSchema } from './answer-schemas.ts'
import { decodeCursor, pageOf } from './cursor.ts'
import { LIST_QUERY } from './list-query.ts'
import { defineOperation } from './operation.ts'

const positionSchema = z.tuple([z.string()])

export const listTestcases = defineOperation({
  method: 'GET',
  path: '/testcases',
  id: 'listTestcases',
  summary: 'The testcases of the catalogue, by id',
  needs: 'nothing',
  query: z.strictObject(LIST_QUERY),
  answer: listOf(testcaseSchema),
  handle: async ({ context, query: { limit, cursor } }) => {
    const after = cursor === undefined ? undefined : decodeCursor(positionSchema, cursor)[0]
    const testcases = [...context.testcases.descriptions.values()]
      .toSorted((a, b) => (a.id < b.id ? -1 : 1))
      .filter(({ id }) => after === undefined || id > after)
    const { items, next } = pageOf(testcases, limit, ({ id }) => [id])
    return { body: { items: items.map(toAnswer), next } }
  },
})

export const getTestcase = defineOperation({
  method: 'GET',
  path: '/testcases/{testcase}',
  id: 'getTestcase',
  summary: 'One testcase of the catalogue',
  needs: 'nothing',
  params: z.strictObject({ testcase: z.string().max(200) }),
  answer: testcaseSchema,
  handle: async ({ context, params }) => {
    const found = context.testcases.descriptions.get(params.testcase)
    if (!found) throw new CodedError('SERVER_NOT_FOUND', 'the catalogue has no such testcase')
    return { body: toAnswer(found) }
  },
})

function toAnswer({ id, title, requirement, remedy, lifetime, section }: z.input<typeof testcaseSchema>) {
  return { id, title, requirement, remedy, lifetime, section }
}

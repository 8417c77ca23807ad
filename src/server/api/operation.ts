import { z } from 'zod'
import type { Account, Role } from '../accounts/account.ts'
import type { ServerContext } from '../context.ts'
import { parseInput } from '../parse-input.ts'

/** Who may call an operation: everybody, every account, or accounts with a role. */
export type Needs = 'nothing' | 'account' | Role

interface Call<Params, Query, Body> {
  readonly context: ServerContext
  readonly at: Date
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** Throws unless the operation needs an account. */
  readonly account: () => Account
  readonly contentType: string | undefined
}

interface AnsweredFile {
  readonly mediaType: string
  /** What whoever gets it may call it. */
  readonly name: string
}

interface OperationAnswer<Body> {
  /** 200 where it is absent. */
  readonly status?: number
  readonly body: Body
}

interface Definition<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Result extends z.ZodType,
> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below `/api/v1`, in the notation of OpenAPI: `/subjects/{subject}`. */
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly needs: Needs
  readonly params?: Params
  readonly query?: Query
  readonly body?: Body
  /** True where the body is a signed report and not JSON. */
  readonly takesReports?: boolean
  /** True where the JSON of the body may be large. */
  readonly takesLargeBody?: boolean
  /** Where the answer is a file and not JSON: a stream of it. */
  readonly file?: AnsweredFile
  readonly answer: Result
  /** The statuses with which the answer may come; 200 alone where they are absent. */
  readonly statuses?: readonly number[]
  readonly handle: (
    call: Call<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<OperationAnswer<z.input<Result>>>
}

/** What a request brings, not yet checked. */
export type RawCall = Call<unknown, unknown, unknown>

/** An operation of the API: what it takes and gives, as schemas, and how it answers. */
export interface Operation {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly needs: Needs
  readonly params: z.ZodObject
  readonly query: z.ZodObject
  readonly body?: z.ZodType
  readonly takesReports: boolean
  readonly takesLargeBody: boolean
  readonly file?: AnsweredFile
  readonly answer: z.ZodType
  readonly statuses: readonly number[]
  /** Checks what the request brings and answers. Throws CodedError SERVER_REQUEST_INVALID and what the handler throws. */
  readonly run: (call: RawCall) => Promise<OperationAnswer<unknown>>
}

/** Makes an operation whose handler gets what its schemas say. */
export function defineOperation<
  Result extends z.ZodType,
  Params extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Query extends z.ZodObject = z.ZodObject<Record<never, never>>,
  Body extends z.ZodType = z.ZodUnknown,
>(definition: Definition<Params, Query, Body, Result>): Operation {
  const { method, path, id, summary, needs, answer, body, file, takesReports = false, statuses = [200] } = definition
  const { takesLargeBody = false } = definition
  const params: z.ZodObject = definition.params ?? z.strictObject({})
  const query: z.ZodObject = definition.query ?? z.strictObject({})
  return {
    ...{ method, path, id, summary, needs, answer, takesReports, takesLargeBody, statuses, params, query },
    ...(body && { body }),
    ...(file && { file }),
    run: async (call) =>
      definition.handle({
        ...call,
        params: parseInput(params, call.params) as z.output<Params>,
        query: parseInput(query, call.query) as z.output<Query>,
        body: (body ? parseInput(body, call.body) : call.body) as z.output<Body>,
      }),
  }
}

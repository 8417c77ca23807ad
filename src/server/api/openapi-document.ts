import { z } from 'zod'
import { problemSchema } from './answer-schemas.ts'
import type { Operation } from './operation.ts'

type Schema = Readonly<Record<string, unknown>>

export const API_PREFIX = '/api/v1'
const API_VERSION = '1.0.0'

/** The OpenAPI 3.1 document of these operations; its schemas are made from those that check requests and type answers. */
export function openapiDocument(operations: readonly Operation[]) {
  const components: Record<string, unknown> = {}
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
    const { $schema: _, $defs = {}, ...own } = z.toJSONSchema(schema, { io }) as Schema
    for (const [name, definition] of Object.entries($defs as Schema)) components[name] = withoutId(atHome(definition))
    const named = typeof own.id === 'string' ? own.id : undefined
    if (named === undefined) return atHome(own)
    components[named] = withoutId(atHome(own))
    return { $ref: `#/components/schemas/${named}` }
  }
  const problem = {
    description: 'a problem',
    content: { 'application/problem+json': { schema: schemaOf(problemSchema, 'output') } },
  }
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const { method, path, id, summary, needs, statuses, answer, file } = operation
    // Binary content needs no schema (OpenAPI 3.1, Media Type Object).
    const content = file ? { [file.mediaType]: {} } : { 'application/json': { schema: schemaOf(answer, 'output') } }
    const full = `${API_PREFIX}${path}`
    paths[full] = {
      ...paths[full],
      [method.toLowerCase()]: {
        operationId: id,
        summary,
        ...(needs !== 'nothing' && { security: [{ apiKey: [] }, { password: [] }] }),
        ...(needs !== 'nothing' && needs !== 'account' && { description: `Needs the role ${needs}.` }),
        parameters: [
          ...parameters(operation.params, 'path', schemaOf),
          ...parameters(operation.query, 'query', schemaOf),
        ],
        ...requestBody(operation, schemaOf),
        responses: {
          ...Object.fromEntries(statuses.map((status) => [String(status), { description: summary, content }])),
          default: problem,
        },
      },
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Siegel compliance monitor',
      version: API_VERSION,
      description: 'Compliance of clouds with the Sovereign Cloud Stack standards. All moments are in UTC.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: components,
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer' },
        password: { type: 'http', scheme: 'basic' },
      },
    },
  }
}

type SchemaOf = (schema: z.ZodType, io: 'input' | 'output') => unknown

function parameters(schema: z.ZodObject, place: 'path' | 'query', schemaOf: SchemaOf) {
  return Object.entries(schema.shape).map(([name, member]) => ({
    name,
    in: place,
    required: place === 'path' || !(member as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(member as z.ZodType, 'input'),
  }))
}

function requestBody({ body, takesReports }: Operation, schemaOf: SchemaOf) {
  if (takesReports) {
    const schema = { type: 'string', contentMediaType: 'application/octet-stream' }
    const content = { 'application/x-signed-yaml': { schema }, 'application/x-signed-json': { schema } }
    return { requestBody: { required: true, content } }
  }
  return body
    ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } } }
    : {}
}

/** References lead to where OpenAPI keeps schemas. */
function atHome(schema: unknown): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'))
}

function withoutId({ id: _, ...schema }: Schema): Schema {
  return schema
}

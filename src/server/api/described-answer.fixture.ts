import assert from 'node:assert/strict'
import type { LightMyRequestResponse } from 'fastify'
import { z } from 'zod'
import { openapiDocument } from './openapi-document.ts'
import { OPERATIONS } from './operations.ts'

const DOCUMENT = openapiDocument(OPERATIONS)

interface Described {
  readonly responses: Readonly<Record<string, { readonly content: Readonly<Record<string, { schema?: object }>> }>>
}

const ROUTES = Object.entries(DOCUMENT.paths).map(([path, methods]) => ({
  pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  methods: methods as Readonly<Record<string, Described>>,
}))

const schemas = new Map<string, z.ZodType>()

/** Compares an answer of the API with what the OpenAPI document says about it; answers of other addresses are let pass. */
export function assertDescribed(method: string, url: string, response: LightMyRequestResponse): void {
  const path = url.split('?', 1)[0] ?? ''
  const described = ROUTES.find(({ pattern }) => pattern.test(path))?.methods[method.toLowerCase()]
  if (!described || response.statusCode === 304) return
  const status = Object.hasOwn(described.responses, response.statusCode) ? String(response.statusCode) : 'default'
  const [mediaType = ''] = String(response.headers['content-type']).split(';')
  const answers = described.responses[status]?.content ?? {}
  const problems = described.responses.default?.content ?? {}
  const content = answers[mediaType] ?? problems[mediaType]
  assert.ok(content, `${method} ${path} answered ${response.statusCode} with ${mediaType}, which is not described`)
  if (status === 'default') assert.ok(response.statusCode >= 400, `${method} ${path}: ${response.statusCode}`)
  const { schema } = content
  if (!schema) {
    assert.doesNotMatch(mediaType, /json/, `${method} ${path}: JSON without a schema`)
    return
  }
  const parsed = schemaOf(schema).safeParse(response.json())
  assert.ok(parsed.success, `${method} ${path}: ${parsed.error?.message} in ${response.body.slice(0, 500)}`)
}

function schemaOf(schema: object): z.ZodType {
  const text = JSON.stringify(schema)
  const known = schemas.get(text)
  if (known) return known
  const whole = JSON.stringify({ ...schema, $defs: DOCUMENT.components.schemas })
  const made = z.fromJSONSchema(JSON.parse(whole.replaceAll('"#/components/schemas/', '"#/$defs/')))
  schemas.set(text, made)
  return made
}

import { z } from 'zod'
import { presetsSchema } from './presets-schema.ts'

/** `siegel.yaml` as JSON Schema (draft 2020-12), for editors and for other programs. */
export function presetsJsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(presetsSchema, { target: 'draft-2020-12', io: 'input' })
  return { $schema, title: 'siegel.yaml', ...schema }
}

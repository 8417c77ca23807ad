import { constants, createContext, Script } from 'node:vm'
import { z } from 'zod'
import { FACT_SCHEMAS, type FactName } from '#facts/facts.ts'
import { abortReasonSchema } from '#facts/observed.ts'
import type { JudgedTestcase, Judges } from '#replay/judges.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import { LIFETIMES } from '#vocabulary/lifetime.ts'
import { SECTIONS } from '#vocabulary/section.ts'
import { isTestcaseId } from '#vocabulary/testcase-id.ts'

const START_LIMIT_MS = 10_000

/** Judges read addresses; texts alone pass between them and this program, so that nothing of it can be reached. */
const ADDRESSES = `(() => {
  const parse = globalThis.parseAddress
  delete globalThis.parseAddress
  globalThis.URL = class URL {
    constructor(text) {
      const parts = parse(String(text))
      if (parts === '') throw new TypeError('Invalid URL')
      Object.assign(this, JSON.parse(parts))
    }
    toString() { return this.href }
    static canParse(text) { return parse(String(text)) !== '' }
    static parse(text) { return URL.canParse(text) ? new URL(text) : null }
  }
})()`

const idSchema = z.string().refine(isTestcaseId)
const textSchema = z.string().max(20_000)

const descriptionSchema = z.object({
  format: z.literal(1),
  version: z.string().min(1).max(100),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  testcases: z
    .array(
      z.object({
        id: idSchema,
        title: textSchema,
        requirement: textSchema,
        remedy: textSchema,
        needs: z.array(z.enum(Object.keys(FACT_SCHEMAS) as [FactName, ...FactName[]])).max(100),
        section: z.enum(SECTIONS),
        lifetime: z.enum(LIFETIMES).optional(),
      }),
    )
    .max(5_000),
})

const findingSchema = z.object({
  code: textSchema,
  about: z.object({ kind: textSchema, name: textSchema, id: textSchema.optional() }),
  found: textSchema.optional(),
  expected: textSchema.optional(),
})

const judgedSchema = { examined: z.number(), warnings: z.array(findingSchema) }
const judgementsSchema = z.array(
  z.tuple([
    idSchema,
    z.discriminatedUnion('verdict', [
      z.object({ verdict: z.literal('PASS'), ...judgedSchema }),
      z.object({ verdict: z.literal('FAIL'), ...judgedSchema, findings: z.array(findingSchema).min(1) }),
      z.object({ verdict: z.literal('ABORT'), reason: abortReasonSchema }),
    ]),
  ]),
)

/**
 * Starts the judges of a release from their file, in a context of their own: without modules, network, environment, clock of
 * the machine's owner or code from texts. Call it in an isolated process only.
 *
 * @throws CodedError REPLAY_JUDGES_BROKEN
 */
export function loadJudges(program: string, name: string): Judges {
  const broken = (reason: string) =>
    new CodedError('REPLAY_JUDGES_BROKEN', `The judges do not work: ${reason}.`, { place: name })
  const context = createContext(constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } })
  const ask = <Schema extends z.ZodType>(schema: Schema, question: unknown): z.infer<Schema> => {
    let text: unknown
    try {
      text = answer(JSON.stringify(question))
    } catch (error) {
      throw broken(error instanceof Error ? error.message : 'an unknown fault')
    }
    const parsed = schema.safeParse(typeof text === 'string' ? JSON.parse(text) : undefined)
    if (parsed.success) return parsed.data
    throw broken(`their answer is wrong at ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
  }
  let answer: (question: string) => unknown
  try {
    Object.assign(context, { parseAddress: Object.setPrototypeOf(addressParts, null) })
    new Script(ADDRESSES).runInContext(context)
    new Script(program, { filename: name }).runInContext(context, { timeout: START_LIMIT_MS })
    answer = new Script('siegelJudges.answer').runInContext(context)
  } catch (error) {
    throw broken(error instanceof Error ? error.message : String(error))
  }
  const { version, digest, testcases } = ask(descriptionSchema, { ask: 'describe' })
  return {
    version,
    digest,
    testcases: new Map(testcases.map((testcase) => [testcase.id, testcase as JudgedTestcase])),
    // Codes of findings are not checked against this program's list: they are of another version.
    judge: (ids, facts, at) =>
      new Map(ask(judgementsSchema, { ask: 'judge', ids: [...ids], facts, at }) as [string, Judgement][]),
  }
}

/** The parts of an address as JSON; empty if the text is none. Never throws. */
function addressParts(text: string): string {
  const url = URL.parse(text)
  if (!url) return ''
  const { href, origin, protocol, host, hostname, port, pathname, search, hash, username, password } = url
  return JSON.stringify({ href, origin, protocol, host, hostname, port, pathname, search, hash, username, password })
}

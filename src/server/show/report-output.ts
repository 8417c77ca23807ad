import { z } from 'zod'
import type { ReportOutput } from '#pages/report-output.ts'
import { maskCredentials } from '#report/find-credentials.ts'
import type { JsonValue } from '#report/json-value.ts'
import { redactReport } from '#report/redact-report.ts'

const CHANNELS = ['info', 'warning', 'error', 'critical'] as const

const linesSchema = z
  .array(z.unknown())
  .catch([])
  .transform((lines) => lines.filter((line) => typeof line === 'string'))
const invocationSchema = z.looseObject({
  cmd: z
    .union([z.string(), z.array(z.string()).transform((parts) => parts.join(' '))])
    .optional()
    .catch(undefined),
  rc: z.int().optional().catch(undefined),
  stdout: linesSchema,
  stderr: linesSchema,
  info: z.int().optional().catch(undefined),
  warning: z.int().optional().catch(undefined),
  error: z.int().optional().catch(undefined),
  critical: z.int().optional().catch(undefined),
})
const documentSchema = z.looseObject({
  run: z.looseObject({
    assignment: z.record(z.string(), z.unknown()).catch({}),
    invocations: z.record(z.string(), z.unknown()).catch({}),
  }),
})

/**
 * What everybody may see of the programs of a stored report, if there is anything. Never throws.
 */
export function publicOutputOfDocument(document: unknown): ReportOutput | undefined {
  const { invocations } = outputOfDocument(redactReport(document as JsonValue))
  const shown = invocations
    .filter(({ stdout, stderr }) => stdout.length + stderr.length > 0)
    .map(({ commandLine: _, ...invocation }) => invocation)
  return shown.length === 0 ? undefined : { invocations: shown }
}

/** What a stored report says about its programs, with everything masked that looks like a credential. Never throws. */
export function outputOfDocument(document: unknown): ReportOutput {
  const parsed = documentSchema.safeParse(maskCredentials(document as JsonValue))
  if (!parsed.success) return { assignment: [], invocations: [] }
  const { assignment, invocations } = parsed.data.run
  return {
    assignment: Object.entries(assignment).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
    invocations: Object.entries(invocations).flatMap(([name, value]) => {
      const invocation = invocationSchema.safeParse(value)
      if (!invocation.success) return []
      const { cmd, rc, stdout, stderr } = invocation.data
      return [
        {
          name,
          ...(cmd !== undefined && { commandLine: cmd }),
          ...(rc !== undefined && { returnCode: rc }),
          counts: CHANNELS.flatMap((channel) => {
            const count = invocation.data[channel]
            return count === undefined ? [] : [{ channel, count }]
          }),
          stdout,
          stderr,
        },
      ]
    }),
  }
}

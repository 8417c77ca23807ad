import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const recordSchema = z.object({
  format: z.literal(1),
  tool: z.enum(['sonobuoy', 'hydrophone']),
  namespace: z.string().regex(/^scs-test-[a-z0-9-]{1,50}$/),
  startedAt: z.iso.datetime(),
  /** The pass that is going on, from 0. */
  pass: z.int().min(0).max(10),
  isPassBegun: z.boolean(),
  /** Whether there were namespaces of somebody else's test run before. */
  hasForeignTests: z.boolean(),
  /** Results of passes that are over. */
  results: z.array(z.string().max(2_000)).max(50),
})

/** What is known about a run that goes on in a cluster, so that it can be resumed after its program was killed. */
export type RunRecord = z.infer<typeof recordSchema>

/** The folder of the runs against one API server. */
export function runFolder(stateDirectory: string, server: string): string {
  return join(stateDirectory, createHash('sha256').update(server).digest('hex').slice(0, 24))
}

/** The record of a run; undefined if there is none that can be resumed. */
export function readRunRecord(folder: string): RunRecord | undefined {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')))
  } catch {
    return undefined
  }
}

export function writeRunRecord(folder: string, record: RunRecord): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'run.json')
  writeFileSync(`${path}.part`, JSON.stringify(record), { mode: 0o600 })
  renameSync(`${path}.part`, path)
}

/** Forgets a run, with its results. */
export function removeRun(folder: string): void {
  rmSync(folder, { recursive: true, force: true })
}

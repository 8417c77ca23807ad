import { z } from 'zod'
import type { TestcaseEvidence } from '#pages/finding-list.ts'
import { reportSchema } from '#report/schema.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Database } from '../storage/database.ts'
import { readSiegelTestcases } from '../storage/report-queries.ts'

const testcaseSchema = reportSchema.shape.siegel.unwrap().shape.testcases.valueType

/**
 * What reports say about testcases beside the verdict. What is not there, or is not as it should be, is left out: a page
 * never breaks because of what is stored.
 */
export async function loadEvidence(
  database: Database,
  wanted: readonly { readonly testcaseId: TestcaseId; readonly reportUuid: string }[],
): Promise<Map<TestcaseId, TestcaseEvidence>> {
  const found = await readSiegelTestcases(database, wanted)
  return new Map(
    found.flatMap(({ testcaseId, evidence }): [TestcaseId, TestcaseEvidence][] => {
      const parsed = testcaseSchema.safeParse(evidence)
      return parsed.success ? [[testcaseId, parsed.data]] : []
    }),
  )
}

const documentSchema = z.looseObject({
  siegel: z.looseObject({
    suite: z.looseObject({ version: z.string() }).optional(),
    testcases: z.record(z.string(), z.unknown()),
  }),
})

/** The same for all testcases of one report, and the version of the suite that wrote it. */
export function evidenceOfDocument(document: unknown): {
  readonly suiteVersion?: string
  readonly evidence: ReadonlyMap<TestcaseId, TestcaseEvidence>
} {
  const parsed = documentSchema.safeParse(document)
  if (!parsed.success) return { evidence: new Map() }
  const { suite, testcases } = parsed.data.siegel
  const evidence = new Map(
    Object.entries(testcases).flatMap(([id, entry]): [TestcaseId, TestcaseEvidence][] => {
      const testcase = testcaseSchema.safeParse(entry)
      return testcase.success ? [[id, testcase.data]] : []
    }),
  )
  return { ...(suite && { suiteVersion: suite.version }), evidence }
}

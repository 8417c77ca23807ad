import { basename, dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Testcase } from '../src/testcases/define-testcase.ts'
import { testcaseFiles } from './testcase-index.ts'

/** What others (server, pages, docs) know of a testcase. */
export interface CatalogueEntry {
  readonly id: string
  readonly title: string
  readonly requirement: string
  readonly remedy: string
  readonly lifetime: string
  readonly section: string | null
  readonly judgedBy: 'program' | 'person'
  readonly needs: readonly string[]
  /** Folder of its standard, such as `scs-0102-image-metadata`. */
  readonly standard: string
}

/** Reads every testcase file and returns the catalogue in order of ids. */
export async function testcaseCatalogue(): Promise<CatalogueEntry[]> {
  const entries: CatalogueEntry[] = []
  for (const { path, isFamily } of testcaseFiles()) {
    const module = (await import(pathToFileURL(resolve(path)).href)) as { testcase?: Testcase; testcases?: Testcase[] }
    const testcases = isFamily ? module.testcases : [module.testcase]
    for (const testcase of testcases ?? []) {
      if (testcase) entries.push(entryOf(testcase, basename(dirname(path))))
    }
  }
  return entries.sort((a, b) => (a.id < b.id ? -1 : 1))
}

function entryOf(testcase: Testcase, standard: string): CatalogueEntry {
  const isAutomated = testcase.judgedBy === 'program'
  return {
    id: testcase.id,
    title: testcase.title,
    requirement: testcase.requirement,
    remedy: testcase.remedy,
    lifetime: testcase.lifetime ?? 'week',
    section: isAutomated ? testcase.section : null,
    judgedBy: testcase.judgedBy,
    needs: isAutomated ? testcase.needs : [],
    standard,
  }
}

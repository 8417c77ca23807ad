import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { ConformanceRun, ConformanceTest } from '#facts/kubernetes/conformance-run.ts'
import { readArchive } from './read-archive.ts'
import { readE2eLog } from './read-e2e-log.ts'
import { latest, readJunit } from './read-junit.ts'
import { NOTHING_READ, type ReadResults } from './read-results.ts'
import { readSonobuoyTree } from './read-sonobuoy-tree.ts'

const LARGEST_FILE = 512 * 1024 * 1024
const LARGEST_TEXT = 64 * 1024 * 1024
const MOST_FILES = 20
const MOST_PROBLEMS = 200

const TREE = 'plugins/e2e/sonobuoy_results.yaml'
const SERVER_VERSION = 'serverversion.json'
/** Of the plugin e2e of Sonobuoy, or at the top as the conformance image packs it. */
const RESULT = /^(?:plugins\/e2e\/results\/global\/)?(?:junit[^/]*\.xml|e2e\.log)$/

const serverVersionSchema = z.object({ gitVersion: z.string().max(200) })

interface ReadFile extends ReadResults {
  readonly kind: 'junit' | 'log' | 'tree' | 'version'
}

/**
 * Reads the results of one run, which may be in several files: archives of Sonobuoy or of the conformance image, JUnit
 * files, and `e2e.log` as in a submission to the CNCF. What a file is, its first bytes tell.
 *
 * @throws CloudError `inconclusive` for what cannot be read, is not whole, or is beyond the limits
 */
export async function importResults(paths: readonly string[]): Promise<Omit<ConformanceRun, 'origin'>> {
  if (paths.length > MOST_FILES) throw unusable(`more than ${MOST_FILES} files are named`)
  const sources: { name: string; sha256: string }[] = []
  const read: ReadFile[] = []
  for (const path of paths) {
    const bytes = await readLimited(path)
    sources.push({ name: basename(path).slice(0, 500), sha256: createHash('sha256').update(bytes).digest('hex') })
    read.push(...(await readResultFile(bytes)))
  }
  return { sources, ...mergedResults(read) }
}

async function readLimited(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path)
    if (size > LARGEST_FILE) throw unusable(`${basename(path)} is larger than ${LARGEST_FILE} bytes`)
    return await readFile(path)
  } catch (error) {
    if (error instanceof CloudError) throw error
    throw unusable(error instanceof Error ? error.message : String(error))
  }
}

async function readResultFile(bytes: Buffer): Promise<ReadFile[]> {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    const files = await readArchive(bytes, (name) => RESULT.test(name) || name === TREE || name === SERVER_VERSION)
    if (![...files.keys()].some((name) => name !== SERVER_VERSION))
      throw unusable('the archive has no results of e2e tests')
    return [...files].map(([name, content]) => readNamed(name, textOf(content)))
  }
  if (bytes.byteLength > LARGEST_TEXT) throw unusable(`a file is larger than ${LARGEST_TEXT} bytes`)
  const text = textOf(bytes)
  return [readNamed(text.trimStart().startsWith('<') ? 'junit.xml' : 'e2e.log', text)]
}

function readNamed(name: string, text: string): ReadFile {
  if (name.endsWith('.xml')) return { kind: 'junit', ...readJunit(text) }
  if (name.endsWith('.log')) return { kind: 'log', ...readE2eLog(text) }
  try {
    if (name === TREE) return { kind: 'tree', ...readSonobuoyTree(parse(text, { maxAliasCount: 0 })) }
    return {
      kind: 'version',
      ...NOTHING_READ,
      kubernetesVersion: serverVersionSchema.parse(JSON.parse(text)).gitVersion,
    }
  } catch (error) {
    const problem = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    throw unusable(`${name} is not of the form that it should have: ${problem}`)
  }
}

function textOf(bytes: Buffer): string {
  return new TextDecoder().decode(bytes)
}

/** One run from all of its files. Files that contradict each other are a problem of it. */
function mergedResults(files: readonly ReadFile[]): Omit<ConformanceRun, 'origin' | 'sources'> {
  const versions = [...new Set(files.flatMap(({ kubernetesVersion }) => kubernetesVersion ?? []))]
  const junit = executedIn(files, 'junit')
  const others = [executedIn(files, 'log'), executedIn(files, 'tree')].filter((count) => count !== null)
  // A JUnit file tells more than what is made from it; without one, what the others name has to do.
  const named = mergedTests(files.filter(({ kind }) => kind === 'junit').flatMap(({ tests }) => tests))
  const elsewhere = files.filter(({ kind }) => kind !== 'junit').flatMap(({ tests }) => tests)
  const problems = [
    ...files.flatMap(({ problems }) => problems),
    ...(versions.length > 1 ? [`the files are of several versions: ${versions.slice(0, 5).join(', ')}`] : []),
    ...others
      .filter((count) => junit !== null && count !== junit)
      .map((count) => `the files contradict each other: ${junit} and ${count} tests were executed`),
    ...(junit === null ? [] : contradictions(named, elsewhere)),
    ...(junit === null ? ['no JUnit file names the tests that were executed'] : []),
  ]
  return {
    kubernetesVersion: versions[0] ?? null,
    startedAt: files.reduce<string | null>((last, { startedAt }) => latest(last, startedAt), null),
    isDryRun: files.some(({ isDryRun }) => isDryRun),
    tests: junit === null ? mergedTests(elsewhere) : named,
    problems: [...new Set(problems)].slice(0, MOST_PROBLEMS),
  }
}

/** What failed by another file, and not by the JUnit file. */
function contradictions(named: readonly ConformanceTest[], elsewhere: readonly ConformanceTest[]): string[] {
  const bad = new Set(named.filter(({ status }) => status === 'failed' || status === 'unknown').map(({ name }) => name))
  return elsewhere
    .filter(({ name, status }) => status === 'failed' && !bad.has(name))
    .map(({ name }) => `the files contradict each other: “${name.slice(0, 200)}” failed in one of them only`)
}

function executedIn(files: readonly ReadFile[], kind: ReadFile['kind']): number | null {
  const counts = files.filter((file) => file.kind === kind).map(({ executedCount }) => executedCount)
  return counts.length === 0 || counts.includes(null)
    ? null
    : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
}

/** A failure in one pass outweighs whatever another says, and any execution that a pass left the test out. */
const WEIGHT: Record<ConformanceTest['status'], number> = { failed: 3, unknown: 2, passed: 1, skipped: 0 }

function mergedTests(tests: readonly ConformanceTest[]): ConformanceTest[] {
  const byName = new Map<string, ConformanceTest>()
  for (const test of tests) {
    const known = byName.get(test.name)
    if (known === undefined) {
      byName.set(test.name, test)
      continue
    }
    const heavier = WEIGHT[test.status] > WEIGHT[known.status] ? test : known
    byName.set(test.name, {
      ...heavier,
      isRetried: heavier.status === 'passed' && (test.isRetried || known.isRetried),
      reason: heavier.reason ?? (test.status === known.status ? (test.reason ?? known.reason) : null),
    })
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1))
}

function unusable(problem: string): CloudError {
  return new CloudError({ class: 'inconclusive', detail: `The results cannot be used: ${problem.replace(/\.$/, '')}.` })
}

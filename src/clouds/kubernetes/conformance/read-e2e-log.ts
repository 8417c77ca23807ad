import type { ConformanceTest } from '#facts/kubernetes/conformance-run.ts'
import { isRelevant, NOTHING_READ, type ReadResults } from './read-results.ts'

const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g')
const TOTALS = /^Ran (\d+) of \d+ Specs in/gm
const COUNTS = /^(?:SUCCESS|FAIL)! (?:- .* )?-- (\d+) Passed \| (\d+) Failed/gm
/** A line of the summary of failures, such as `[FAIL] [sig-network] Services [It] should … [Conformance]`. */
const FAILED_SPEC = /^\s*\[(?:FAIL|TIMEDOUT|PANICKED)\] (.*\[It\].*)$/gim
const BROKEN_SUITE = /^\s*\[(?:FAIL|TIMEDOUT|INTERRUPTED)\] (\[(?:Synchronized|Report)?(?:Before|After)Suite\].*)$/gim
const MOST_FAILURES = 10_000

/**
 * Reads the log of Ginkgo (`e2e.log`), which names only the tests that failed: with a JUnit file beside it, both have to
 * agree; by itself it can show failures, and never that the tests were complete.
 */
export function readE2eLog(text: string): ReadResults {
  const log = text.replaceAll(COLOURS, '')
  const totals = [...log.matchAll(TOTALS)].map(([, ran]) => Number(ran))
  const counts = [...log.matchAll(COUNTS)].map(([, passed, failed]) => ({
    passed: Number(passed),
    failed: Number(failed),
  }))
  const failed = new Set(
    [...log.matchAll(FAILED_SPEC)].slice(0, MOST_FAILURES).map(([, name = '']) => name.replace('[It] ', '').trim()),
  )
  const tests = [...failed]
    .filter(isRelevant)
    .map((name): ConformanceTest => ({ name, status: 'failed', isRetried: false, reason: null }))
  const ran = totals.reduce((sum, count) => sum + count, 0)
  const counted = counts.reduce((sum, { failed, passed }) => sum + passed + failed, 0)
  const failures = counts.reduce((sum, { failed }) => sum + failed, 0)
  const problems = [
    ...(totals.length === 0 || counts.length === 0 ? ['the log ends before its summary: the run was broken off'] : []),
    ...(totals.length > 0 && counts.length > 0 && ran !== counted
      ? [`the log says that ${ran} tests ran, and counts ${counted}`]
      : []),
    ...(failures > 0 && failed.size === 0 ? [`the log counts ${failures} failures and names none`] : []),
    ...[...log.matchAll(BROKEN_SUITE)].slice(0, 10).map(([, name = '']) => `${name.slice(0, 200)} of the suite failed`),
  ]
  return {
    ...NOTHING_READ,
    tests,
    problems,
    startedAt: firstStepOf(log),
    kubernetesVersion: /kube-apiserver version: (v\d[^\s]{0,100})/.exec(log)?.[1] ?? null,
    executedCount: totals.length === 0 ? null : ran,
  }
}

/** Logs with steps name the moment of each (`STEP: … @ 05/26/26 10:59:43.993`); others name no year. */
function firstStepOf(log: string): string | null {
  const [, month, day, year, time] = /^ *STEP: .* @ (\d\d)\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d)/m.exec(log) ?? []
  if (month === undefined) return null
  const instant = new Date(`20${year}-${month}-${day}T${time}Z`)
  return Number.isNaN(instant.getTime()) ? null : instant.toISOString()
}

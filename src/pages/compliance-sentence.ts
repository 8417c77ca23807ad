import type { Compliance, VersionCompliance } from '#evaluation/compliance.ts'
import { MAIN_TARGET } from '#scopes/scope.ts'
import type { Standing } from '#vocabulary/verdict.ts'
import type { Words } from './words.ts'

/** The state of a subject in one or two plain sentences. */
export function complianceSentence(subject: string, compliance: Compliance, words: Words): string {
  const version = compliance.shown ?? compliance.versions.find(({ validity }) => validity !== 'draft')
  if (!version) return words.noVersionInForce(compliance.scopeName)
  if (!compliance.hasData) return words.noRecentResults(compliance.scopeName)
  const subjectAndVersion = [subject, compliance.scopeName, version.version] as const
  const count = countOf(version, compliance.standing)
  const sentences: Record<Standing, () => string> = {
    PASS: () => words.meets(...subjectAndVersion),
    FAIL: () => words.fails(...subjectAndVersion, count),
    MISS: () => words.misses(...subjectAndVersion, count),
    ABORT: () => words.undecided(...subjectAndVersion, count),
  }
  const main = sentences[compliance.standing]()
  if (version.validity === 'warn') return `${main} ${words.versionInWarn(version.version)}`
  return version.validity === 'deprecated' ? `${main} ${words.versionDeprecated(version.version)}` : main
}

function countOf({ targets }: VersionCompliance, standing: Standing): number {
  return targets.find(({ target }) => target === MAIN_TARGET)?.buckets[standing].length ?? 0
}

import { dirname, resolve } from 'node:path'
import { USUAL_SETTINGS } from '#probes/probe-settings.ts'
import { readYaml } from '#scopes/yaml-file.ts'
import { invalidYaml, schemaProblems } from '#scopes/yaml-problems.ts'
import type { Presets, SubjectPreset, SubjectSettings } from './presets.ts'
import { type PresetsFile, presetsSchema } from './presets-schema.ts'

interface ParseOptions {
  /** Absolute: other paths in the file are below its folder. */
  readonly file: string
  /** Stands for `~`. */
  readonly homeDirectory: string
}

type SubjectEntry = PresetsFile['subjects'][string]

/**
 * Reads a `siegel.yaml`.
 *
 * @throws CodedError SUITE_PRESETS_INVALID with every problem on a line of its own as `file:line:column: path: problem`
 */
export function parsePresets(text: string, { file, homeDirectory }: ParseOptions): Presets {
  const yaml = readYaml(text)
  if (yaml.problems.length > 0) throw invalidYaml('SUITE_PRESETS_INVALID', file, yaml.problems)
  const parsed = presetsSchema.safeParse(yaml.value)
  const problems = parsed.success ? contradictions(parsed.data) : parsed.error.issues.flatMap(schemaProblems)
  if (!parsed.success || problems.length > 0) {
    throw invalidYaml(
      'SUITE_PRESETS_INVALID',
      file,
      problems.map(({ path, problem }) => yaml.problemAt(path, problem)),
    )
  }
  const { data } = parsed
  const absolute = (path: string) => resolve(dirname(file), path.replace(/^~(?=\/)/, homeDirectory))
  return {
    file,
    subjects: new Map(
      Object.entries(data.subjects).map(([subject, entry]) => [
        subject,
        toPreset(subject, entry, data.run_limit, absolute),
      ]),
    ),
    ...(data.parallel !== undefined && { parallel: data.parallel }),
    ...(data.report_directory !== undefined && { reportDirectory: absolute(data.report_directory) }),
    ...(data.key !== undefined && { key: absolute(data.key) }),
    ...(data.submit !== undefined && { submit: data.submit }),
  }
}

function contradictions({ submit, key, subjects }: PresetsFile): { path: string[]; problem: string }[] {
  const unsigned =
    submit === undefined || key !== undefined
      ? []
      : [{ path: ['submit'], problem: 'a monitor takes signed reports only, so key is needed, too' }]
  const unclear = Object.entries(subjects).flatMap(([subject, { context, group, kubeconfig, os_cloud }]) => {
    const path = ['subjects', subject]
    const isCluster = kubeconfig !== undefined || context !== undefined
    if (os_cloud === undefined && !isCluster) return [{ path, problem: 'needs os_cloud, or kubeconfig or context' }]
    if (os_cloud === undefined) return []
    if (isCluster) return [{ path, problem: 'is either a cloud (os_cloud) or a cluster (kubeconfig, context)' }]
    return group === undefined ? [] : [{ path: [...path, 'group'], problem: 'is for Kubernetes clusters only' }]
  })
  return [...unsigned, ...unclear]
}

function toPreset(
  subject: string,
  entry: SubjectEntry,
  generalLimit: number | undefined,
  absolute: (path: string) => string,
): SubjectPreset {
  const runLimitSeconds = entry.run_limit ?? generalLimit
  return {
    subject,
    osCloud: entry.os_cloud ?? null,
    cluster:
      entry.os_cloud === undefined
        ? {
            kubeconfig: entry.kubeconfig === undefined ? null : absolute(entry.kubeconfig),
            context: entry.context ?? null,
          }
        : null,
    ...(entry.group !== undefined && { group: entry.group }),
    ...(entry.region !== undefined && { region: entry.region }),
    scopeVersions: entry.scope_versions ?? [],
    testcases: entry.testcases ?? [],
    sections: entry.sections ?? [],
    ...(entry.call_limit !== undefined && { callLimitSeconds: entry.call_limit }),
    ...(runLimitSeconds !== undefined && { runLimitSeconds }),
    settings: toSettings(entry.settings),
  }
}

function toSettings(settings: SubjectEntry['settings']): SubjectSettings {
  const usual = USUAL_SETTINGS.entropy
  const { limits, mirrors } = settings ?? {}
  // Null is a choice, and only what is not said stays as usual.
  const mirror = (said: string | null | undefined, otherwise: string | null) => (said === undefined ? otherwise : said)
  return {
    probes: {
      ...USUAL_SETTINGS,
      backupLimitSeconds: limits?.backup ?? USUAL_SETTINGS.backupLimitSeconds,
      entropy: {
        ...usual,
        volumeLimitSeconds: limits?.volume ?? usual.volumeLimitSeconds,
        bootLimitSeconds: limits?.boot ?? usual.bootLimitSeconds,
        consoleLimitSeconds: limits?.console ?? usual.consoleLimitSeconds,
        mirrors: {
          debian: mirror(mirrors?.debian, usual.mirrors.debian),
          debianSecurity: mirror(mirrors?.debian_security, usual.mirrors.debianSecurity),
          ubuntu: mirror(mirrors?.ubuntu, usual.mirrors.ubuntu),
        },
        nameServers: settings?.name_servers ?? usual.nameServers,
      },
      providerProjects: settings?.provider_projects ?? USUAL_SETTINGS.providerProjects,
      grantableRole: settings?.grantable_role ?? USUAL_SETTINGS.grantableRole,
    },
    domainManagers: settings?.domain_managers ?? [],
  }
}

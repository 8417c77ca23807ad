import type { ProbeSettings } from '#probes/probe-settings.ts'
import type { Section } from '#vocabulary/section.ts'
import type { Subject } from '#vocabulary/subject.ts'

/** What the observation of one cloud needs to know. */
export interface SubjectSettings {
  readonly probes: ProbeSettings
  /** Two entries of clouds.yaml that are managers of a domain each; empty: there are none. */
  readonly domainManagers: readonly string[]
}

/** How one subject is checked. Empty lists: no restriction. */
export interface SubjectPreset {
  readonly subject: Subject
  /** Its entry in clouds.yaml; null for a Kubernetes cluster. */
  readonly osCloud: string | null
  /** How a Kubernetes cluster is reached; null for an OpenStack cloud. The file is absolute; null: where kubectl looks. */
  readonly cluster: { readonly kubeconfig: string | null; readonly context: string | null } | null
  /** The offering to which a Kubernetes cluster belongs. */
  readonly group?: string
  readonly region?: string
  readonly scopeVersions: readonly string[]
  readonly testcases: readonly string[]
  readonly sections: readonly Section[]
  /** Seconds for each API call. */
  readonly callLimitSeconds?: number
  /** Seconds for the whole run. */
  readonly runLimitSeconds?: number
  readonly settings: SubjectSettings
}

/** A `siegel.yaml`, read. Paths are absolute. */
export interface Presets {
  readonly file: string
  readonly subjects: ReadonlyMap<Subject, SubjectPreset>
  readonly parallel?: number
  readonly reportDirectory?: string
  readonly key?: string
  /** The monitor's URL. */
  readonly submit?: string
}

import type { KubernetesCluster } from '#clouds/kubernetes/kubernetes-cluster.ts'
import type { Clock } from '#vocabulary/clock.ts'
import type { ClusterState, OfferedVersion } from './provisioner.ts'

/** One object of a management cluster, as far as it is read. */
export interface ManagedObject {
  readonly metadata: {
    readonly name: string
    readonly namespace?: string | undefined
    readonly uid: string
    readonly generation?: number | undefined
    readonly deletionTimestamp?: string | null | undefined
    readonly annotations?: Readonly<Record<string, string>> | null | undefined
  }
  readonly spec?: unknown
  readonly status?: unknown
}

/** What a platform is asked with. */
export interface PlatformAccess {
  /** The management cluster. */
  readonly cluster: KubernetesCluster
  readonly clock: Clock
  readonly signal: AbortSignal
  /** Plain variables of the entry, such as `cloud_profile_name`. */
  readonly vars: Readonly<Record<string, string>>
}

/** What is different between the platforms whose clusters are custom resources of a management cluster. */
export interface Platform {
  /** Group and kind of the object that stands for the cluster. */
  readonly group: string
  readonly kind: string
  /** Whether it is written by server-side apply under its name, as rights by name demand. */
  readonly isApplied: boolean
  readonly usualLimitMinutes: number
  listOfferedVersions(access: PlatformAccess): Promise<readonly OfferedVersion[]>
  /** Variables of its template that follow from the chosen version. */
  versionVariables(version: OfferedVersion): Readonly<Record<string, string>>
  /** What an existing object says; deletion is looked at before. */
  stateOf(object: ManagedObject): Pick<ClusterState, 'phase' | 'says'>
  kubeconfig(object: ManagedObject, access: PlatformAccess): Promise<string>
}

import type { Journal } from '#clouds/journal/journal.ts'
import type { CloudIdentity, RecordedObject } from '#clouds/journal/journal-record.ts'
import type { Leftover, RemovalOptions } from '#clouds/openstack/resources/remove-recorded.ts'

/** A version that a platform offers. */
export interface OfferedVersion {
  /** As the platform writes it, such as `1.36.4` or `v1.36.4+rke2r1`. */
  readonly version: string
  /** `supported` also where the platform does not classify. Only such are chosen. */
  readonly state: 'preview' | 'supported' | 'deprecated' | 'expired'
  /** The cluster class of a Cluster Stack release; null elsewhere. */
  readonly release: string | null
}

/** What is at the place of a cluster. */
export interface ClusterState {
  /**
   * - `foreign`: something of this name that Siegel did not make, and does not touch
   * - `pending`: it is being made, or has trouble that may pass
   * - `failed`: it will not become ready without a change
   */
  readonly phase: 'absent' | 'foreign' | 'pending' | 'ready' | 'failed' | 'deleting'
  /** One phrase of the platform's own words. */
  readonly says: string
  /** The version that was asked for; null where that is not known. */
  readonly version: string | null
}

/** One cluster that a platform makes and takes away. Every method throws a CloudError when it cannot do its work. */
export interface Provisioner {
  /** Which journals are about it; null: it creates nothing. */
  readonly identity: CloudIdentity | null
  listOfferedVersions(): Promise<readonly OfferedVersion[]>
  status(): Promise<ClusterState>
  /** Asks for the cluster; does not wait. What is created is in the journal before. */
  create(version: OfferedVersion, journal: Journal): Promise<void>
  /** The access data of the finished cluster, as YAML. */
  kubeconfig(): Promise<string>
  /** Removes the cluster if Siegel made it, and waits until it is gone. Returns what is left. Never throws. */
  delete(options: RemovalOptions): Promise<Leftover[]>
  /** Removes what a run recorded, as far as it is still there and that run's. Tells of each that is gone. Never throws. */
  removeRecorded(
    runId: string,
    objects: readonly RecordedObject[],
    options: RemovalOptions,
    onGone: (object: RecordedObject) => void,
  ): Promise<Leftover[]>
  close(): Promise<void>
}

/** Who created an object: the run. Without it an object is somebody else's. */
export const RUN_ANNOTATION = 'siegel.scs.community/run'
/** Which version was asked for. */
export const VERSION_ANNOTATION = 'siegel.scs.community/kubernetes-version'
/** On the object that stands for the cluster: what was created together with it, as a JSON list of `{path, uid}`. */
export const COMPANIONS_ANNOTATION = 'siegel.scs.community/created-together'

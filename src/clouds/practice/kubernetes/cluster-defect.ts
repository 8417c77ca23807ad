import type { AbortClass } from '#vocabulary/abort-reason.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { PracticeAnswer } from '../practice-exchange.ts'
import type { ClusterRequest } from './answer-cluster-request.ts'
import type { ClusterContent } from './cluster-content.ts'
import type { KubernetesDataContent } from './practice-kubernetes-data.ts'

/** Stands between a request and the API server: may answer itself, or change what the server answers. */
export type ClusterFault = (
  request: ClusterRequest,
  proceed: () => PracticeAnswer,
  surroundings: { readonly foreignOrigin: string },
) => PracticeAnswer

/** What a defect may change: the cluster, the public data about Kubernetes, or how the API server answers. */
export interface ClusterModel {
  readonly content: ClusterContent
  readonly data: KubernetesDataContent
  readonly faults: ClusterFault[]
}

/** One named way in which a practice cluster can be wrong. */
export interface ClusterDefect {
  readonly name: string
  readonly description: string
  /** Testcases that FAIL; empty where nothing can be judged, or where a good client copes. */
  readonly breaks: readonly TestcaseId[]
  /** Why testcases ABORT; null when none does. */
  readonly aborts: AbortClass | null
  readonly apply: (model: ClusterModel) => void
}

import { jsonAnswer, type PracticeAnswer } from '../practice-exchange.ts'
import type { ClusterContent, ClusterObject } from './cluster-content.ts'
import { statusAnswer } from './status-answer.ts'

/** How clusters come and go on the platforms of a practice cluster. Time passes with each look at an object. */
export interface PlatformStory {
  looksUntilReady: number
  /** After its deletion; infinite: it hangs. */
  looksUntilGone: number
  /**
   * - `heals`: in between there is an error, which passes
   * - `fails`: it ends in an error for good
   * - `never-ready`: it goes on for ever
   */
  trouble: 'none' | 'heals' | 'fails' | 'never-ready'
  /** How often each object was looked at, by uid. */
  readonly looks: Map<string, number>
}

const SHOOTS = 'core.gardener.cloud/shoots'
const CAPI_CLUSTERS = 'cluster.x-k8s.io/clusters'
const RANCHER_CLUSTERS = 'provisioning.cattle.io/clusters'
const HELM_RELEASES = 'helm.toolkit.fluxcd.io/helmreleases'

/** The resources that stand for clusters. */
export const PLATFORM_KEYS: ReadonlySet<string> = new Set([SHOOTS, CAPI_CLUSTERS, RANCHER_CLUSTERS, HELM_RELEASES])

/** The access data that every made cluster gives. */
export const MADE_KUBECONFIG = `apiVersion: v1
kind: Config
current-context: made
clusters: [{name: made, cluster: {server: 'https://made.practice.test:6443'}}]
users: [{name: made, user: {token: made-token}}]
contexts: [{name: made, context: {cluster: made, user: made}}]
`

type Stage = 'begun' | 'troubled' | 'failed' | 'ready'

/** A cluster right after its creation. */
export function begunCluster(object: ClusterObject): ClusterObject {
  return { ...object, metadata: { ...object.metadata, generation: 1 } }
}

/** A cluster a moment later: at each look it is further on, and one that is being deleted may be gone by the next. */
export function progressedCluster(
  object: ClusterObject,
  key: string,
  objects: ClusterObject[],
  { objects: all, platforms }: ClusterContent,
): ClusterObject {
  const { deletionTimestamp, name, namespace, uid = '' } = object.metadata
  const looks = (platforms.looks.get(uid) ?? 0) + 1
  platforms.looks.set(uid, looks)
  if (deletionTimestamp) {
    const seen = deletingCluster(object, key)
    if (looks >= platforms.looksUntilGone) {
      objects.splice(objects.indexOf(object), 1)
      const secrets = all.get('secrets') ?? []
      const secret = secrets.findIndex((one) => one.metadata.name === `${name}-kubeconfig`)
      if (secret >= 0) secrets.splice(secret, 1)
    }
    return seen
  }
  const stage = stageOf(looks, platforms)
  if (stage === 'ready' && key !== SHOOTS) putSecret(all.get('secrets') ?? [], `${name}-kubeconfig`, namespace)
  const changed = { ...object, status: statusOf(key, stage) }
  objects[objects.indexOf(object)] = changed
  return changed
}

/** The answer to a deletion: the cluster stays until its resources are gone. Gardener wants a confirmation before. */
export function deletedCluster(
  object: ClusterObject,
  key: string,
  { objects, platforms }: ClusterContent,
): PracticeAnswer {
  const { annotations, name, uid = '' } = object.metadata
  if (key === SHOOTS && annotations?.['confirmation.gardener.cloud/deletion'] !== 'true') {
    return statusAnswer(
      403,
      'Forbidden',
      `shoots "${name}" is forbidden: must have a confirmation annotation to delete it`,
    )
  }
  const deleted = { ...object, metadata: { ...object.metadata, deletionTimestamp: '2026-11-21T00:00:00Z' } }
  const siblings = objects.get(key) ?? []
  siblings[siblings.indexOf(object)] = deleted
  platforms.looks.set(uid, 0)
  return jsonAnswer(200, deleted)
}

/** The answer of a Shoot to a request for access data. */
export function adminKubeconfig(object: ClusterObject): PracticeAnswer {
  const isReady = JSON.stringify(object.status ?? {}).includes('"Succeeded"')
  if (!isReady) return statusAnswer(409, 'Conflict', 'the kubeconfig cannot be issued before the control plane exists')
  const kubeconfig = Buffer.from(MADE_KUBECONFIG).toString('base64')
  return jsonAnswer(201, {
    kind: 'AdminKubeconfigRequest',
    status: { kubeconfig, expirationTimestamp: '2026-11-22T00:00:00Z' },
  })
}

function stageOf(looks: number, { looksUntilReady, trouble }: PlatformStory): Stage {
  if (looks < looksUntilReady) return trouble === 'heals' && looks > 1 ? 'troubled' : 'begun'
  if (trouble === 'fails') return 'failed'
  return trouble === 'never-ready' ? 'begun' : 'ready'
}

function statusOf(key: string, stage: Stage): object {
  const isReady = stage === 'ready'
  const ready = (type: string, message: string) => ({ type, status: isReady ? 'True' : 'False', message })
  const says = {
    begun: 'it is being made',
    troubled: 'no floating IP yet',
    failed: 'out of quota',
    ready: 'all is well',
  }[stage]
  if (key === SHOOTS) {
    const state = { begun: 'Processing', troubled: 'Error', failed: 'Failed', ready: 'Succeeded' }[stage]
    const codes = {
      begun: [],
      troubled: ['ERR_RETRYABLE_INFRA_DEPENDENCIES'],
      failed: ['ERR_INFRA_QUOTA_EXCEEDED'],
      ready: [],
    }[stage]
    return {
      observedGeneration: 1,
      lastOperation: { type: 'Create', state, progress: isReady ? 100 : 40, description: says },
      ...(codes.length > 0 && { lastErrors: [{ description: says, codes }] }),
      conditions: ['APIServerAvailable', 'ControlPlaneHealthy', 'EveryNodeReady', 'SystemComponentsHealthy'].map(
        (type) => ready(type, says),
      ),
    }
  }
  if (key === CAPI_CLUSTERS) {
    return { phase: isReady ? 'Provisioned' : 'Provisioning', conditions: [ready('Available', says)] }
  }
  if (key === RANCHER_CLUSTERS) {
    return { ready: isReady, observedGeneration: 1, clusterName: 'c-m-practice', conditions: [ready('Ready', says)] }
  }
  // While a release is new, its conditions are those of the former one.
  return stage === 'begun'
    ? { observedGeneration: 0, conditions: [{ type: 'Ready', status: 'True', message: 'of a former generation' }] }
    : { observedGeneration: 1, conditions: [ready('Ready', says)] }
}

function deletingCluster(object: ClusterObject, key: string): ClusterObject {
  if (key !== SHOOTS) return { ...object, status: { ...(object.status as object), phase: 'Deleting' } }
  const lastOperation = { type: 'Delete', state: 'Processing', progress: 10, description: 'it is being removed' }
  return { ...object, status: { ...(object.status as object), lastOperation } }
}

function putSecret(secrets: ClusterObject[], name: string, namespace: string | undefined): void {
  const former = secrets.findIndex(({ metadata }) => metadata.name === name && metadata.namespace === namespace)
  const metadata = { name, ...(namespace !== undefined && { namespace }) }
  const secret = { metadata, data: { value: Buffer.from(MADE_KUBECONFIG).toString('base64') } }
  if (former >= 0) secrets.splice(former, 1, secret)
  else secrets.push(secret)
}

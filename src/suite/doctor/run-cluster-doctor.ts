import { z } from 'zod'
import { findConformanceTool, HOW_TO_GET_TOOLS } from '#clouds/kubernetes/conformance/find-tool.ts'
import { connectKubernetes, type KubernetesCluster } from '#clouds/kubernetes/kubernetes-cluster.ts'
import type { KubernetesConfig } from '#clouds/kubernetes/kubernetes-config.ts'
import { abortReasonOf } from '#clouds/openstack/cloud-error.ts'
import type { Clock } from '#vocabulary/clock.ts'
import type { Diagnosis } from './diagnosis.ts'

export interface ClusterDoctorRequest {
  readonly config: KubernetesConfig
  readonly clock: Clock
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly homeDirectory: string
  readonly workingDirectory: string
}

const CALL_LIMIT_MS = 15_000

/** What the testcases do besides `GET /version`, as RBAC names it, and what cannot be judged without it. */
const RIGHTS = [
  { verb: 'list', group: '', resource: 'nodes', for: 'node distribution, hardening' },
  { verb: 'get', group: '', resource: 'nodes', subresource: 'proxy', for: 'hardening of kubelets' },
  { verb: 'list', group: '', resource: 'pods', namespace: 'kube-system', for: 'hardening and robustness' },
  { verb: 'list', group: 'storage.k8s.io', resource: 'storageclasses', for: 'the default storage class' },
  { verb: 'create', group: '', resource: 'namespaces', for: 'pod security, volumes' },
  { verb: 'list', group: 'certificates.k8s.io', resource: 'certificatesigningrequests', for: 'certificate rotation' },
] as const

const reviewSchema = z.object({ status: z.object({ allowed: z.boolean() }) })
const selfSchema = z.object({ status: z.object({ userInfo: z.object({ username: z.string().max(500) }) }) })

/** Finds out what would hinder a run against a cluster, without changing anything there. */
export async function runClusterDoctor(request: ClusterDoctorRequest): Promise<Diagnosis[]> {
  const { clock, config, environment, signal } = request
  const here = config.warnings.map((says): Diagnosis => ({ level: 'note', about: 'configuration', says }))
  let cluster: KubernetesCluster
  try {
    cluster = await connectKubernetes(config, { clock, environment, signal, timeLimitMs: CALL_LIMIT_MS })
  } catch (error) {
    const remedy = `\`kubectl --context ${config.name} version\` should work with the same kubeconfig.`
    return [...here, { level: 'stop', about: 'sign-in', says: abortReasonOf(error).detail, remedy }]
  }
  try {
    const rights = await Promise.all(RIGHTS.map((right) => examineRight(cluster, right, signal)))
    return [...here, await examineUser(cluster, signal), ...rights, examineConformanceTool(request)]
  } finally {
    await cluster.close()
  }
}

function examineConformanceTool(request: ClusterDoctorRequest): Diagnosis {
  const about = 'conformance tests'
  const tool = findConformanceTool(undefined, request)
  if (tool !== undefined) return { level: 'ok', about, says: `${tool.path} runs them.` }
  const says = 'Neither Sonobuoy nor Hydrophone is installed, so that results have to be imported.'
  return { level: 'note', about, says, remedy: HOW_TO_GET_TOOLS }
}

async function examineUser(cluster: KubernetesCluster, signal: AbortSignal): Promise<Diagnosis> {
  const about = 'sign-in'
  const path = '/apis/authentication.k8s.io/v1/selfsubjectreviews'
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'SelfSubjectReview' }
  try {
    const { status } = selfSchema.parse((await cluster.send({ method: 'POST', path, body, signal })).body)
    return { level: 'ok', about, says: `It works, as ${status.userInfo.username}.` }
  } catch (error) {
    return { level: 'note', about, says: `It works; as whom cannot be told: ${abortReasonOf(error).detail}` }
  }
}

async function examineRight(
  cluster: KubernetesCluster,
  { for: purpose, ...right }: (typeof RIGHTS)[number],
  signal: AbortSignal,
): Promise<Diagnosis> {
  const subresource = 'subresource' in right ? `/${right.subresource}` : ''
  const about = `${right.verb} ${right.resource}${subresource}`
  const path = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews'
  const spec = { resourceAttributes: right }
  const body = { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec }
  try {
    const { status } = reviewSchema.parse((await cluster.send({ method: 'POST', path, body, signal })).body)
    if (status.allowed) return { level: 'ok', about, says: 'It is allowed.' }
    const remedy = 'Allow it by a ClusterRole, or leave these testcases out.'
    return { level: 'note', about, says: `It is not allowed, so these are not finished: ${purpose}.`, remedy }
  } catch (error) {
    return { level: 'note', about, says: `Whether it is allowed cannot be told: ${abortReasonOf(error).detail}` }
  }
}

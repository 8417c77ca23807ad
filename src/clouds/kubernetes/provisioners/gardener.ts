import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { conditionOf, conditionsSchema, describeCondition, isTrue } from './conditions.ts'
import type { ManagedObject, Platform } from './platform.ts'
import type { ClusterState, OfferedVersion } from './provisioner.ts'

const API = '/apis/core.gardener.cloud/v1beta1'
/** Gardener's own limit may be shorter. */
const KUBECONFIG_SECONDS = 28_800

const versionSchema = z.object({
  version: z.string().max(100),
  classification: z.string().max(100).nullish(),
  expirationDate: z.iso.datetime({ offset: true }).nullish(),
  lifecycle: z
    .array(z.object({ classification: z.string().max(100), startTime: z.iso.datetime({ offset: true }).nullish() }))
    .max(100)
    .nullish(),
})
export type GardenerVersion = z.infer<typeof versionSchema>

const profileSchema = z.object({
  spec: z.object({ kubernetes: z.object({ versions: z.array(versionSchema).max(2_000) }) }),
})

const shootStatusSchema = z.object({
  observedGeneration: z.int().optional(),
  lastOperation: z
    .object({
      type: z.string().max(100).default(''),
      state: z.string().max(100).default(''),
      progress: z.number().optional(),
      description: z.string().max(20_000).default(''),
    })
    .nullish(),
  lastErrors: z
    .array(z.object({ description: z.string().max(20_000).default(''), codes: z.array(z.string().max(100)).nullish() }))
    .max(200)
    .nullish(),
  conditions: conditionsSchema,
})

const REQUIRED_CONDITIONS = ['APIServerAvailable', 'ControlPlaneHealthy', 'EveryNodeReady', 'SystemComponentsHealthy']
/** Errors that no further attempt of Gardener repairs; all others it goes on trying for hours. */
const FATAL_CODES = new Set([
  'ERR_INFRA_UNAUTHENTICATED',
  'ERR_INFRA_UNAUTHORIZED',
  'ERR_INFRA_QUOTA_EXCEEDED',
  'ERR_INFRA_DEPENDENCIES',
  'ERR_CONFIGURATION_PROBLEM',
])

/** What has to be changed in a Shoot before it may be deleted, as a merge patch. */
export const SHOOT_DELETION_PATCH = {
  metadata: { annotations: { 'confirmation.gardener.cloud/deletion': 'true' } },
}

/** Gardener: a cluster is a Shoot in the namespace of a project. */
export const GARDENER: Platform = {
  group: 'core.gardener.cloud',
  kind: 'Shoot',
  isApplied: false,
  usualLimitMinutes: 20,
  async listOfferedVersions({ clock, cluster, signal, vars }) {
    const name = vars.cloud_profile_name
    if (name === undefined) {
      const detail = 'The entry has no variable cloud_profile_name, so that the offered versions cannot be listed.'
      throw new CloudError({ class: 'inconclusive', detail })
    }
    const profile = await cluster.fetch(`${API}/cloudprofiles/${encodeURIComponent(name)}`, { signal })
    return gardenerVersions(profileSchema.parse(profile).spec.kubernetes.versions, clock())
  },
  versionVariables: ({ version }) => ({ kubernetes_version: version }),
  stateOf: shootState,
  async kubeconfig({ metadata }, { cluster, signal }) {
    const path = `${API}/namespaces/${encodeURIComponent(metadata.namespace ?? '')}/shoots/${encodeURIComponent(metadata.name)}/adminkubeconfig`
    const body = {
      apiVersion: 'authentication.gardener.cloud/v1alpha1',
      kind: 'AdminKubeconfigRequest',
      spec: { expirationSeconds: KUBECONFIG_SECONDS },
    }
    const answer = await cluster.send({ method: 'POST', path, body, signal })
    const { status } = z.object({ status: z.object({ kubeconfig: z.base64() }) }).parse(answer.body)
    return Buffer.from(status.kubeconfig, 'base64').toString('utf8')
  },
}

/** The versions of a CloudProfile with their state at a moment. What is not classified is supported. */
export function gardenerVersions(versions: readonly GardenerVersion[], at: Date): OfferedVersion[] {
  return versions.map((one) => ({ version: one.version, state: stateAt(one, at), release: null }))
}

function stateAt({ classification, expirationDate, lifecycle }: GardenerVersion, at: Date): OfferedVersion['state'] {
  if (expirationDate && new Date(expirationDate) <= at) return 'expired'
  const begun = (lifecycle ?? []).filter(({ startTime }) => !startTime || new Date(startTime) <= at)
  const current = lifecycle ? (begun.at(-1)?.classification ?? 'unavailable') : (classification ?? 'supported')
  if (current === 'supported' || current === 'deprecated' || current === 'preview') return current
  return current === 'expired' ? 'expired' : 'preview'
}

function shootState({ metadata, status }: ManagedObject): Pick<ClusterState, 'phase' | 'says'> {
  const { conditions, lastErrors, lastOperation, observedGeneration } = shootStatusSchema.parse(status ?? {})
  if (!lastOperation) return { phase: 'pending', says: 'Gardener has not begun yet' }
  const { description, progress, state, type } = lastOperation
  const errors = lastErrors ?? []
  const fatal = errors.flatMap(({ codes }) => codes ?? []).find((code) => FATAL_CODES.has(code))
  const said = description || errors[0]?.description || ''
  const says = `${type} ${state}${progress === undefined ? '' : ` ${progress} %`}: ${said.replaceAll(/\s+/g, ' ').slice(0, 300)}`
  if (type === 'Delete') return { phase: 'deleting', says }
  if (state === 'Failed' || fatal !== undefined)
    return { phase: 'failed', says: fatal === undefined ? says : `${fatal}; ${says}` }
  if (state !== 'Succeeded') return { phase: 'pending', says }
  if ((observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return { phase: 'pending', says: 'Gardener has not looked at the newest state of the manifest yet' }
  }
  const open = REQUIRED_CONDITIONS.find((name) => !isTrue(conditionOf(conditions, name)))
  if (open !== undefined) return { phase: 'pending', says: describeCondition(conditionOf(conditions, open), open) }
  return { phase: 'ready', says }
}

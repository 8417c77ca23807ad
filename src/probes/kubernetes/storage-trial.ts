import { z } from 'zod'
import { waitForState } from '#clouds/openstack/resources/wait-for-state.ts'
import { attempt } from '../call-outcome-of.ts'
import { type ClusterObservation, defineClusterProbe } from '../define-probe.ts'

/** A small image that needs no rights; the digest-free tag is that of Kubernetes itself. */
const IMAGE = 'registry.k8s.io/pause:3.10'
const USER_ID = 65_534

const phaseSchema = z.object({
  spec: z.object({ volumeName: z.string().max(253).optional() }).optional(),
  status: z.object({ phase: z.string().max(100).optional() }).optional(),
})
const volumeSchema = z.object({
  spec: z.object({
    accessModes: z.array(z.string().max(100)).max(20).default([]),
    nodeAffinity: z.unknown().optional(),
  }),
})

/** Claims a volume without naming a class, and mounts it in a pod (scs-0211). Everything is in a namespace of its own. */
export const storageTrialProbe = defineClusterProbe({
  gives: 'storageTrial',
  from: 'kubernetes',
  cost: 'medium',
  calls: [
    'POST /api/v1/namespaces',
    'POST /api/v1/namespaces/{own}/persistentvolumeclaims',
    'POST /api/v1/namespaces/{own}/pods',
    'GET of what was created, and of its volume',
    'DELETE /api/v1/namespaces/{own}',
  ],
  creates: [
    { kind: 'namespace', most: 1 },
    { kind: 'pod', most: 1 },
    { kind: 'volume-claim', most: 1, gibibytes: 1 },
  ],
  effort: {
    single: 4,
    // The pod and its claim are two calls.
    waits: ({ rhythm, storageLimitSeconds }) => Array(2).fill({ limitMs: storageLimitSeconds * 1_000, rhythm }),
  },
  mostMinutes: 8,
  async observe(observation) {
    const { cluster, workbench } = observation
    const none = { podPhase: null, claimPhase: null, volume: null }
    const made = await attempt(() => workbench.createNamespace('0211'))
    if (made.value === undefined) return { create: made.outcome, ...none }
    const base = `/api/v1/namespaces/${made.value}`
    const created = await attempt(async () => {
      await cluster.send({ method: 'POST', path: `${base}/persistentvolumeclaims`, body: CLAIM })
      await cluster.send({ method: 'POST', path: `${base}/pods`, body: POD })
    })
    if (created.outcome.kind !== 'done') return { create: created.outcome, ...none }
    return { create: created.outcome, ...(await watchPhases(base, observation)) }
  },
})

async function watchPhases(base: string, { cluster, settings, signal, workbench }: ClusterObservation) {
  const readPhases = async () => {
    const pod = phaseSchema.parse(await cluster.fetch(`${base}/pods/${NAME}`, { signal }))
    const claim = phaseSchema.parse(await cluster.fetch(`${base}/persistentvolumeclaims/${NAME}`, { signal }))
    const phases = { podPhase: pod.status?.phase ?? null, claimPhase: claim.status?.phase ?? null }
    return { phases, volumeName: claim.spec?.volumeName }
  }
  let seen: Awaited<ReturnType<typeof readPhases>> = {
    phases: { podPhase: null, claimPhase: null },
    volumeName: undefined,
  }
  await waitForState({
    async read() {
      seen = await readPhases()
      return `${seen.phases.podPhase} ${seen.phases.claimPhase}`
    },
    isReached: (status) => status === 'Running Bound',
    isHopeless: () => seen.phases.podPhase === 'Failed' || seen.phases.claimPhase === 'Lost',
    limitMs: settings.storageLimitSeconds * 1_000,
    signal,
    rhythm: settings.rhythm,
  })
  const { phases, volumeName } = seen
  if (phases.claimPhase !== 'Bound' || volumeName === undefined) return { ...phases, volume: null }
  const path = `/api/v1/persistentvolumes/${encodeURIComponent(volumeName)}`
  const { spec } = volumeSchema.parse(await cluster.fetch(path, { signal }))
  workbench.expectGone(path)
  const isNodeBound = JSON.stringify(spec.nodeAffinity ?? '').includes('kubernetes.io/hostname')
  return { ...phases, volume: { accessModes: spec.accessModes, isNodeBound } }
}

const NAME = 'volume-trial'

const CLAIM = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: NAME },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
}

const POD = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: NAME },
  spec: {
    automountServiceAccountToken: false,
    securityContext: { runAsNonRoot: true, runAsUser: USER_ID, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [
      {
        name: 'pause',
        image: IMAGE,
        resources: { requests: { cpu: '10m', memory: '16Mi' }, limits: { cpu: '100m', memory: '32Mi' } },
        securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        volumeMounts: [{ name: 'volume', mountPath: '/volume' }],
      },
    ],
    volumes: [{ name: 'volume', persistentVolumeClaim: { claimName: NAME } }],
  },
}

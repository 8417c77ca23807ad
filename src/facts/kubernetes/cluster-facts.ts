import { z } from 'zod'
import { callOutcomeSchema } from '../call-outcome.ts'
import { abortReasonSchema } from '../observed.ts'

const text = z.string().max(1_000)

/** What `GET /version` says, such as `v1.36.4+k3s1`. */
export const kubernetesVersionSchema = z.object({ gitVersion: z.string().max(200) })

/** One node. Labels are null where it has none; addresses as in `status.addresses`. */
export const clusterNodeSchema = z.object({
  name: text,
  region: text.nullable(),
  zone: text.nullable(),
  /** Whether it has the label `node-role.kubernetes.io/control-plane`, whatever its value. */
  isControlPlane: z.boolean(),
  kubeletVersion: text.nullable(),
  addresses: z.array(z.object({ type: text, address: text })).max(100),
})

/** One StorageClass (`storage.k8s.io/v1`). */
export const storageClassSchema = z.object({
  name: text,
  /** By the annotation, or by the older one that Kubernetes still honours. */
  isDefault: z.boolean(),
  provisioner: text,
})

/**
 * A claim without a class, and a pod that mounts it. `volume` is null as long as the claim is not bound; `isNodeBound`:
 * its volume can be reached from one host only.
 */
export const storageTrialSchema = z.object({
  create: callOutcomeSchema,
  /** Null: nothing was created. */
  podPhase: text.nullable(),
  claimPhase: text.nullable(),
  volume: z.object({ accessModes: z.array(text).max(20), isNodeBound: z.boolean() }).nullable(),
})

/** A container of the control plane, with all that its command and arguments say. */
export const controlPlaneProcessSchema = z.object({
  pod: text,
  /** As `kube-apiserver` or `etcd`. */
  component: text,
  flags: z.array(z.string().max(4_000)).max(1_000),
})

/** The KubeletConfiguration that a node has in force, as far as it matters; null: not said. */
export const kubeletSettingsSchema = z.object({
  node: text,
  anonymous: z.boolean().nullable(),
  authorizationMode: text.nullable(),
  readOnlyPort: z.int().nullable(),
  rotatesCertificates: z.boolean().nullable(),
})

/**
 * Dry runs of a privileged pod: in a namespace without labels, and in one with `enforce=baseline`. `warnings` are texts of
 * `Warning` headers. Null: the namespace could not be made.
 */
export const podSecurityTrialSchema = z.object({
  unlabelled: z.object({ outcome: callOutcomeSchema, warnings: z.array(text).max(100) }).nullable(),
  labelled: z.object({ outcome: callOutcomeSchema, warnings: z.array(text).max(100) }).nullable(),
  namespace: callOutcomeSchema,
})

/** TCP ports of public addresses of nodes and API server, tried from outside the cluster. */
export const publicPortSchema = z.object({
  host: text,
  address: text,
  port: z.int().min(1).max(65_535),
  state: z.enum(['open', 'closed']),
})

/** How the API server is reached, and the certificate that it shows; null: plain HTTP, or none could be had. */
export const apiServerEndpointSchema = z.object({
  origin: text,
  isHttps: z.boolean(),
  certificate: z
    .discriminatedUnion('answered', [
      z.object({ answered: z.literal(true), notBefore: z.iso.datetime(), notAfter: z.iso.datetime() }),
      z.object({ answered: z.literal(false), reason: abortReasonSchema }),
    ])
    .nullable(),
})

/** Names of CertificateSigningRequests that nobody has decided on, with their creation. */
export const pendingCertificateRequestSchema = z.object({ name: text, createdAt: z.iso.datetime() })

/** API priority and fairness: how many priority levels there are, and whether answers carry its headers. */
export const flowControlSchema = z.object({ levels: z.int().min(0), hasHeaders: z.boolean() })

/** Resources of the API groups that scs-0219 recommends, such as `gateway.networking.k8s.io/v1/httproutes`. */
export const networkingApisSchema = z.object({
  resources: z.array(text).max(1_000),
  /** Null: the resource does not exist. */
  gatewayClasses: z.array(z.object({ name: text, isAccepted: z.boolean() })).nullable(),
  ingressClasses: z.array(z.object({ name: text, isDefault: z.boolean() })).nullable(),
})

/** The clusters of one offering, one per configuration, and the version of each or why it is not known. */
export const offeredClusterSchema = z.object({
  context: text,
  version: z.discriminatedUnion('known', [
    z.object({ known: z.literal(true), gitVersion: z.string().max(200) }),
    z.object({ known: z.literal(false), reason: abortReasonSchema }),
  ]),
})

export type ClusterNode = z.infer<typeof clusterNodeSchema>
export type ControlPlaneProcess = z.infer<typeof controlPlaneProcessSchema>

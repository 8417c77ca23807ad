import { z } from 'zod'
import {
  apiServerEndpointSchema,
  clusterNodeSchema,
  controlPlaneProcessSchema,
  flowControlSchema,
  kubeletSettingsSchema,
  kubernetesVersionSchema,
  networkingApisSchema,
  offeredClusterSchema,
  pendingCertificateRequestSchema,
  podSecurityTrialSchema,
  publicPortSchema,
  storageClassSchema,
  storageTrialSchema,
} from './kubernetes/cluster-facts.ts'
import { conformanceRunSchema, conformanceTestsSchema, networkPluginsSchema } from './kubernetes/conformance-run.ts'
import {
  kubernetesBranchesSchema,
  kubernetesCvesSchema,
  kubernetesReleasesSchema,
} from './kubernetes/kubernetes-data.ts'
import type { Observed } from './observed.ts'
import { availabilityZonesSchema } from './openstack/availability-zones.ts'
import { backupTrialSchema } from './openstack/backup-trial.ts'
import { domainManagerTrialSchema } from './openstack/domain-manager-trial.ts'
import { entropyConsoleSchema } from './openstack/entropy-console.ts'
import { flavorSchema } from './openstack/flavors.ts'
import { floatingIpTrialSchema } from './openstack/floating-ip-trial.ts'
import { ipv6AllocationSchema } from './openstack/ipv6-allocation.ts'
import { keyManagerTrialSchema } from './openstack/key-manager-trial.ts'
import { imageSchema } from './openstack/provided-images.ts'
import { providerNetworkSchema } from './openstack/provider-networks.ts'
import { rbacTrialSchema } from './openstack/rbac-trial.ts'
import { securityGroupRulesSchema } from './openstack/security-group-rules.ts'
import { serviceCatalogueSchema } from './openstack/service-catalogue.ts'
import { subnetPoolSchema } from './openstack/subnet-pools.ts'
import { volumeTypeSchema } from './openstack/volume-types.ts'
import { swiftS3AnswerSchema } from './s3/swift-s3-answer.ts'
import { tlsServerSchema } from './tls/tls-servers.ts'

/** Every fact that a probe can bring, by name. Plural nouns for lists. */
export const FACT_SCHEMAS = {
  flavors: z.array(flavorSchema),
  providedImages: z.array(imageSchema),
  volumeTypes: z.array(volumeTypeSchema),
  serviceCatalogue: serviceCatalogueSchema,
  swiftS3Answer: swiftS3AnswerSchema,
  availabilityZones: availabilityZonesSchema,
  backupTrial: backupTrialSchema,
  domainManagerTrial: domainManagerTrialSchema,
  entropyConsole: entropyConsoleSchema,
  floatingIpTrial: floatingIpTrialSchema,
  ipv6Allocation: ipv6AllocationSchema,
  keyManagerTrial: keyManagerTrialSchema,
  providerNetworks: z.array(providerNetworkSchema),
  rbacTrial: rbacTrialSchema,
  securityGroupRules: securityGroupRulesSchema,
  subnetPools: z.array(subnetPoolSchema),
  tlsServers: z.array(tlsServerSchema),
  /** Aliases of the extensions that the Network API has (`GET /extensions`). */
  networkExtensions: z.array(z.string().max(255)),
  kubernetesVersion: kubernetesVersionSchema,
  kubernetesReleases: kubernetesReleasesSchema,
  kubernetesBranches: kubernetesBranchesSchema,
  kubernetesCves: kubernetesCvesSchema,
  offeredClusters: z.array(offeredClusterSchema),
  clusterNodes: z.array(clusterNodeSchema),
  storageClasses: z.array(storageClassSchema),
  storageTrial: storageTrialSchema,
  controlPlaneProcesses: z.array(controlPlaneProcessSchema),
  kubeletSettings: z.array(kubeletSettingsSchema),
  podSecurityTrial: podSecurityTrialSchema,
  publicPorts: z.array(publicPortSchema),
  apiServerEndpoint: apiServerEndpointSchema,
  pendingCertificateRequests: z.array(pendingCertificateRequestSchema),
  flowControl: flowControlSchema,
  networkingApis: networkingApisSchema,
  networkPlugins: networkPluginsSchema,
  conformanceRun: conformanceRunSchema,
  conformanceTests: conformanceTestsSchema,
} as const

export type FactName = keyof typeof FACT_SCHEMAS

/** The facts that are observed in a Kubernetes cluster. */
export const CLUSTER_FACTS = [
  'kubernetesVersion',
  'kubernetesReleases',
  'kubernetesBranches',
  'kubernetesCves',
  'offeredClusters',
  'clusterNodes',
  'storageClasses',
  'storageTrial',
  'controlPlaneProcesses',
  'kubeletSettings',
  'podSecurityTrial',
  'publicPorts',
  'apiServerEndpoint',
  'pendingCertificateRequests',
  'flowControl',
  'networkingApis',
  'networkPlugins',
  'conformanceRun',
  'conformanceTests',
] as const satisfies readonly FactName[]

export type ClusterFactName = (typeof CLUSTER_FACTS)[number]

/** The facts that are observed in an OpenStack cloud. */
export type CloudFactName = Exclude<FactName, ClusterFactName>

/** The values of all facts, as judges see them. */
export type Facts = { readonly [Name in FactName]: z.infer<(typeof FACT_SCHEMAS)[Name]> }

/** What a run observed: a value or a reason for each fact that was asked for. */
export type ObservedFacts = { readonly [Name in FactName]?: Observed<Facts[Name]> }

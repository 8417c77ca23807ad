import { z } from 'zod'
import { FACT_SCHEMAS, type FactName, type ObservedFacts } from './facts.ts'
import { observedSchema } from './observed.ts'

/** The observed facts of a run; a name that is not known is refused. */
export const factsSchema = z.strictObject({
  flavors: observedSchema(FACT_SCHEMAS.flavors).optional(),
  providedImages: observedSchema(FACT_SCHEMAS.providedImages).optional(),
  volumeTypes: observedSchema(FACT_SCHEMAS.volumeTypes).optional(),
  serviceCatalogue: observedSchema(FACT_SCHEMAS.serviceCatalogue).optional(),
  swiftS3Answer: observedSchema(FACT_SCHEMAS.swiftS3Answer).optional(),
  availabilityZones: observedSchema(FACT_SCHEMAS.availabilityZones).optional(),
  backupTrial: observedSchema(FACT_SCHEMAS.backupTrial).optional(),
  domainManagerTrial: observedSchema(FACT_SCHEMAS.domainManagerTrial).optional(),
  entropyConsole: observedSchema(FACT_SCHEMAS.entropyConsole).optional(),
  floatingIpTrial: observedSchema(FACT_SCHEMAS.floatingIpTrial).optional(),
  ipv6Allocation: observedSchema(FACT_SCHEMAS.ipv6Allocation).optional(),
  keyManagerTrial: observedSchema(FACT_SCHEMAS.keyManagerTrial).optional(),
  providerNetworks: observedSchema(FACT_SCHEMAS.providerNetworks).optional(),
  rbacTrial: observedSchema(FACT_SCHEMAS.rbacTrial).optional(),
  securityGroupRules: observedSchema(FACT_SCHEMAS.securityGroupRules).optional(),
  subnetPools: observedSchema(FACT_SCHEMAS.subnetPools).optional(),
  tlsServers: observedSchema(FACT_SCHEMAS.tlsServers).optional(),
  networkExtensions: observedSchema(FACT_SCHEMAS.networkExtensions).optional(),
  kubernetesVersion: observedSchema(FACT_SCHEMAS.kubernetesVersion).optional(),
  kubernetesReleases: observedSchema(FACT_SCHEMAS.kubernetesReleases).optional(),
  kubernetesBranches: observedSchema(FACT_SCHEMAS.kubernetesBranches).optional(),
  kubernetesCves: observedSchema(FACT_SCHEMAS.kubernetesCves).optional(),
  offeredClusters: observedSchema(FACT_SCHEMAS.offeredClusters).optional(),
  clusterNodes: observedSchema(FACT_SCHEMAS.clusterNodes).optional(),
  storageClasses: observedSchema(FACT_SCHEMAS.storageClasses).optional(),
  storageTrial: observedSchema(FACT_SCHEMAS.storageTrial).optional(),
  controlPlaneProcesses: observedSchema(FACT_SCHEMAS.controlPlaneProcesses).optional(),
  kubeletSettings: observedSchema(FACT_SCHEMAS.kubeletSettings).optional(),
  podSecurityTrial: observedSchema(FACT_SCHEMAS.podSecurityTrial).optional(),
  publicPorts: observedSchema(FACT_SCHEMAS.publicPorts).optional(),
  apiServerEndpoint: observedSchema(FACT_SCHEMAS.apiServerEndpoint).optional(),
  pendingCertificateRequests: observedSchema(FACT_SCHEMAS.pendingCertificateRequests).optional(),
  flowControl: observedSchema(FACT_SCHEMAS.flowControl).optional(),
  networkingApis: observedSchema(FACT_SCHEMAS.networkingApis).optional(),
  networkPlugins: observedSchema(FACT_SCHEMAS.networkPlugins).optional(),
  conformanceRun: observedSchema(FACT_SCHEMAS.conformanceRun).optional(),
  conformanceTests: observedSchema(FACT_SCHEMAS.conformanceTests).optional(),
} satisfies Record<FactName, z.ZodType>)

const factsDocumentSchema = z.strictObject({
  format: z.literal(1),
  subject: z.string().max(100),
  scopeUuid: z.string().max(100),
  /** The moment for which the facts were judged first. */
  checkedAt: z.iso.datetime(),
  /** Version of the suite that observed them. */
  suiteVersion: z.string().max(100),
  evidenceSalt: z.string().regex(/^[0-9a-f]{64}$/),
  facts: factsSchema,
})

/** Saved facts of one run: everything that is needed to judge them again, on another machine and another day. */
export interface FactsDocument {
  readonly format: 1
  readonly subject: string
  readonly scopeUuid: string
  readonly checkedAt: string
  readonly suiteVersion: string
  /** 32 secret bytes in hex: with them a single fact can later be shown to belong to the signed report's evidence root. */
  readonly evidenceSalt: string
  readonly facts: ObservedFacts
}

/**
 * Reads a saved facts document from a JSON value. Throws a ZodError that names every place that does not fit; the
 * reader of the file adds the file's name.
 */
export function parseFactsDocument(value: unknown): FactsDocument {
  return factsDocumentSchema.parse(value)
}

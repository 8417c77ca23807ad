import type { FactName } from '#facts/facts.ts'
import type { AbortClass } from '#vocabulary/abort-reason.ts'
import type { Section } from '#vocabulary/section.ts'
import type { Standing } from '#vocabulary/verdict.ts'

/** Every word that the command line shows about a run. The pages have their own, in two languages. */
export const VERDICT_WORDS: Record<Standing, string> = {
  PASS: 'pass',
  FAIL: 'fail',
  ABORT: 'not finished',
  MISS: 'not run',
}

export const VERDICT_SYMBOLS: Record<Standing, string> = { PASS: '✔', FAIL: '✘', ABORT: '?', MISS: '–' }

export const ABORT_WORDS: Record<AbortClass, string> = {
  credential: 'the credential was not accepted',
  permission: 'the credential may not see this',
  unreachable: 'the cloud could not be reached',
  'time-out': 'the cloud did not answer in time',
  'provider-error': 'the cloud answered with an error',
  inconclusive: 'what was observed does not decide it',
  'suite-error': 'a fault of Siegel',
}

export const SECTION_WORDS: Record<Section, string> = {
  light: 'only reads',
  medium: 'creates small things',
  heavy: 'boots a machine or runs minutes',
}

export const FACT_WORDS: Record<FactName, string> = {
  flavors: 'flavors',
  providedImages: 'images',
  volumeTypes: 'volume types',
  serviceCatalogue: 'service catalogue',
  swiftS3Answer: 'S3 on the Swift host',
  availabilityZones: 'availability zones',
  backupTrial: 'volume backup',
  domainManagerTrial: 'domain manager',
  entropyConsole: 'virtual machine',
  floatingIpTrial: 'floating IP',
  ipv6Allocation: 'IPv6 allocation',
  keyManagerTrial: 'key manager',
  providerNetworks: 'provider networks',
  rbacTrial: 'sharing of networks',
  securityGroupRules: 'security group rules',
  subnetPools: 'subnet pools',
  tlsServers: 'TLS servers',
  networkExtensions: 'network extensions',
  kubernetesVersion: 'Kubernetes version',
  kubernetesReleases: 'Kubernetes releases',
  kubernetesBranches: 'Kubernetes branches',
  kubernetesCves: 'Kubernetes security issues',
  offeredClusters: 'clusters of the offering',
  clusterNodes: 'nodes',
  storageClasses: 'storage classes',
  storageTrial: 'volume on the default class',
  controlPlaneProcesses: 'control plane',
  kubeletSettings: 'kubelets',
  podSecurityTrial: 'pod security',
  publicPorts: 'public ports',
  apiServerEndpoint: 'API server',
  pendingCertificateRequests: 'certificate requests',
  flowControl: 'API priority and fairness',
  networkingApis: 'networking APIs',
  networkPlugins: 'network plugins',
  conformanceRun: 'conformance run',
  conformanceTests: 'list of conformance tests',
}

/** Words of check lists and previews. */
export const READY_WORDS = {
  PASS: 'done',
  FAIL: 'to do',
  ABORT: 'not finished',
  MISS: 'open',
  person: 'a person judges this from documents',
  nobody: 'this release has no testcase for it yet',
  remedy: 'to do',
} as const

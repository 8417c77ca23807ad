import type { CloudFactName, ClusterFactName } from '#facts/facts.ts'
import type { ClusterProbe, OpenStackProbe } from './define-probe.ts'
import { apiServerEndpointProbe } from './kubernetes/api-server-endpoint.ts'
import { clusterNodesProbe } from './kubernetes/cluster-nodes.ts'
import { conformanceRunProbe } from './kubernetes/conformance-run.ts'
import { conformanceTestsProbe } from './kubernetes/conformance-tests.ts'
import { controlPlaneProcessesProbe } from './kubernetes/control-plane-processes.ts'
import { flowControlProbe } from './kubernetes/flow-control.ts'
import { kubeletSettingsProbe } from './kubernetes/kubelet-settings.ts'
import { kubernetesBranchesProbe } from './kubernetes/kubernetes-branches.ts'
import { kubernetesCvesProbe } from './kubernetes/kubernetes-cves.ts'
import { kubernetesReleasesProbe } from './kubernetes/kubernetes-releases.ts'
import { kubernetesVersionProbe } from './kubernetes/kubernetes-version.ts'
import { networkPluginsProbe } from './kubernetes/network-plugins.ts'
import { networkingApisProbe } from './kubernetes/networking-apis.ts'
import { offeredClustersProbe } from './kubernetes/offered-clusters.ts'
import { pendingCertificateRequestsProbe } from './kubernetes/pending-certificate-requests.ts'
import { podSecurityTrialProbe } from './kubernetes/pod-security-trial.ts'
import { publicPortsProbe } from './kubernetes/public-ports.ts'
import { storageClassesProbe } from './kubernetes/storage-classes.ts'
import { storageTrialProbe } from './kubernetes/storage-trial.ts'
import { availabilityZonesProbe } from './openstack/availability-zones.ts'
import { backupTrialProbe } from './openstack/backup-trial.ts'
import { domainManagerTrialProbe } from './openstack/domain-manager-trial.ts'
import { entropyConsoleProbe } from './openstack/entropy-console.ts'
import { flavorsProbe } from './openstack/flavors.ts'
import { floatingIpTrialProbe } from './openstack/floating-ip-trial.ts'
import { ipv6AllocationProbe } from './openstack/ipv6-allocation.ts'
import { keyManagerTrialProbe } from './openstack/key-manager-trial.ts'
import { networkExtensionsProbe } from './openstack/network-extensions.ts'
import { providedImagesProbe } from './openstack/provided-images.ts'
import { providerNetworksProbe } from './openstack/provider-networks.ts'
import { rbacTrialProbe } from './openstack/rbac-trial.ts'
import { securityGroupRulesProbe } from './openstack/security-group-rules.ts'
import { serviceCatalogueProbe } from './openstack/service-catalogue.ts'
import { subnetPoolsProbe } from './openstack/subnet-pools.ts'
import { volumeTypesProbe } from './openstack/volume-types.ts'
import { swiftS3AnswerProbe } from './s3/swift-s3-answer.ts'
import { tlsServersProbe } from './tls/tls-servers.ts'

/** The probes by the fact that they bring: a fact without one does not compile. */
export type Probes = { readonly [Name in CloudFactName]: OpenStackProbe<Name> } & {
  readonly [Name in ClusterFactName]: ClusterProbe<Name>
}

export const PROBES: Probes = {
  flavors: flavorsProbe,
  providedImages: providedImagesProbe,
  volumeTypes: volumeTypesProbe,
  serviceCatalogue: serviceCatalogueProbe,
  swiftS3Answer: swiftS3AnswerProbe,
  availabilityZones: availabilityZonesProbe,
  backupTrial: backupTrialProbe,
  domainManagerTrial: domainManagerTrialProbe,
  entropyConsole: entropyConsoleProbe,
  floatingIpTrial: floatingIpTrialProbe,
  ipv6Allocation: ipv6AllocationProbe,
  keyManagerTrial: keyManagerTrialProbe,
  networkExtensions: networkExtensionsProbe,
  providerNetworks: providerNetworksProbe,
  rbacTrial: rbacTrialProbe,
  securityGroupRules: securityGroupRulesProbe,
  subnetPools: subnetPoolsProbe,
  tlsServers: tlsServersProbe,
  kubernetesVersion: kubernetesVersionProbe,
  kubernetesReleases: kubernetesReleasesProbe,
  kubernetesBranches: kubernetesBranchesProbe,
  kubernetesCves: kubernetesCvesProbe,
  offeredClusters: offeredClustersProbe,
  clusterNodes: clusterNodesProbe,
  storageClasses: storageClassesProbe,
  storageTrial: storageTrialProbe,
  controlPlaneProcesses: controlPlaneProcessesProbe,
  kubeletSettings: kubeletSettingsProbe,
  podSecurityTrial: podSecurityTrialProbe,
  publicPorts: publicPortsProbe,
  apiServerEndpoint: apiServerEndpointProbe,
  pendingCertificateRequests: pendingCertificateRequestsProbe,
  flowControl: flowControlProbe,
  networkingApis: networkingApisProbe,
  networkPlugins: networkPluginsProbe,
  conformanceRun: conformanceRunProbe,
  conformanceTests: conformanceTestsProbe,
}

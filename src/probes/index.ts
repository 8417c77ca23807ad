import type { FactName } from '#facts/facts.ts'
import type { Probe } from './define-probe.ts'
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
export type Probes = { readonly [Name in FactName]: Probe<Name> }

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
}

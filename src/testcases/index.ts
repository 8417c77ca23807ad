// Written by `npm run generate` from the files beside it. On a merge conflict take either side and run it again.
import type { Testcase } from './define-testcase.ts'
import { testcase as scs0100SemanticsCheck } from './iaas/scs-0100-flavor-naming/scs-0100-semantics-check.ts'
import { testcase as scs0100SyntaxCheck } from './iaas/scs-0100-flavor-naming/scs-0100-syntax-check.ts'
import { testcase as siegel0100ExtraSpecs } from './iaas/scs-0100-flavor-naming/siegel-0100-extra-specs.ts'
import { testcase as scs0101EntropyAvail } from './iaas/scs-0101-entropy/scs-0101-entropy-avail.ts'
import { testcase as scs0101FipsTest } from './iaas/scs-0101-entropy/scs-0101-fips-test.ts'
import { testcase as scs0102ImageRecency } from './iaas/scs-0102-image-metadata/scs-0102-image-recency.ts'
import { testcase as scs0102OsPurposeUniqueness } from './iaas/scs-0102-image-metadata/scs-0102-os_purpose-uniqueness.ts'
import { testcase as scs0102PropArchitecture } from './iaas/scs-0102-image-metadata/scs-0102-prop-architecture.ts'
import { testcase as scs0102PropHashAlgo } from './iaas/scs-0102-image-metadata/scs-0102-prop-hash_algo.ts'
import { testcase as scs0102PropHotfixHours } from './iaas/scs-0102-image-metadata/scs-0102-prop-hotfix_hours.ts'
import { testcase as scs0102PropHwDiskBus } from './iaas/scs-0102-image-metadata/scs-0102-prop-hw_disk_bus.ts'
import { testcase as scs0102PropHwRngModel } from './iaas/scs-0102-image-metadata/scs-0102-prop-hw_rng_model.ts'
import { testcase as scs0102PropHypervisorType } from './iaas/scs-0102-image-metadata/scs-0102-prop-hypervisor_type.ts'
import { testcase as scs0102PropImageBuildDate } from './iaas/scs-0102-image-metadata/scs-0102-prop-image_build_date.ts'
import { testcase as scs0102PropImageDescription } from './iaas/scs-0102-image-metadata/scs-0102-prop-image_description.ts'
import { testcase as scs0102PropImageOriginalUser } from './iaas/scs-0102-image-metadata/scs-0102-prop-image_original_user.ts'
import { testcase as scs0102PropImageSource } from './iaas/scs-0102-image-metadata/scs-0102-prop-image_source.ts'
import { testcase as scs0102PropMinDisk } from './iaas/scs-0102-image-metadata/scs-0102-prop-min_disk.ts'
import { testcase as scs0102PropMinRam } from './iaas/scs-0102-image-metadata/scs-0102-prop-min_ram.ts'
import { testcase as scs0102PropOsDistro } from './iaas/scs-0102-image-metadata/scs-0102-prop-os_distro.ts'
import { testcase as scs0102PropOsPurpose } from './iaas/scs-0102-image-metadata/scs-0102-prop-os_purpose.ts'
import { testcase as scs0102PropOsVersion } from './iaas/scs-0102-image-metadata/scs-0102-prop-os_version.ts'
import { testcase as scs0102PropProvidedUntil } from './iaas/scs-0102-image-metadata/scs-0102-prop-provided_until.ts'
import { testcase as scs0102PropReplaceFrequency } from './iaas/scs-0102-image-metadata/scs-0102-prop-replace_frequency.ts'
import { testcase as scs0102PropUuidValidity } from './iaas/scs-0102-image-metadata/scs-0102-prop-uuid_validity.ts'
import { testcases as scs0103Flavor } from './iaas/scs-0103-standard-flavors/scs-0103-flavor.ts'
import { testcase as siegel0104V2CapiPresent } from './iaas/scs-0104-standard-images-v2/siegel-0104-v2-capi-present.ts'
import { testcase as siegel0104V2DebianLatest } from './iaas/scs-0104-standard-images-v2/siegel-0104-v2-debian-latest.ts'
import { testcase as siegel0104V2DebianPrevious } from './iaas/scs-0104-standard-images-v2/siegel-0104-v2-debian-previous.ts'
import { testcase as siegel0104V2SourceCapi } from './iaas/scs-0104-standard-images-v2/siegel-0104-v2-source-capi.ts'
import { testcase as siegel0104V2SourceGeneric } from './iaas/scs-0104-standard-images-v2/siegel-0104-v2-source-generic.ts'
import { testcase as siegel0104V2UbuntuLatest } from './iaas/scs-0104-standard-images-v2/siegel-0104-v2-ubuntu-latest.ts'
import { testcase as siegel0104V2UbuntuPrevious } from './iaas/scs-0104-standard-images-v2/siegel-0104-v2-ubuntu-previous.ts'
import { testcases as scs0104Image } from './iaas/scs-0104-standard-images/scs-0104-image.ts'
import { testcases as scs0104Source } from './iaas/scs-0104-standard-images/scs-0104-source.ts'
import { testcases as scs0114AspectType } from './iaas/scs-0114-volume-types/scs-0114-aspect-type.ts'
import { testcase as scs0114SyntaxCheck } from './iaas/scs-0114-volume-types/scs-0114-syntax-check.ts'
import { testcase as scs0115DefaultRules } from './iaas/scs-0115-default-rules/scs-0115-default-rules.ts'
import { testcase as scs0116Permissions } from './iaas/scs-0116-key-manager/scs-0116-permissions.ts'
import { testcase as scs0116Presence } from './iaas/scs-0116-key-manager/scs-0116-presence.ts'
import { testcase as scs0117TestBackup } from './iaas/scs-0117-volume-backup/scs-0117-test-backup.ts'
import { testcase as siegel0121UsableZones } from './iaas/scs-0121-availability-zones/siegel-0121-usable-zones.ts'
import { testcases as scs0123Service } from './iaas/scs-0123-services/scs-0123-service.ts'
import { testcase as scs0123StorageApis } from './iaas/scs-0123-services/scs-0123-storage-apis.ts'
import { testcase as scs0123SwiftS3 } from './iaas/scs-0123-services/scs-0123-swift-s3.ts'
import { testcase as siegel0125CertificateDays } from './iaas/scs-0125-secure-connections/siegel-0125-certificate-days.ts'
import { testcase as siegel0125Certificate } from './iaas/scs-0125-secure-connections/siegel-0125-certificate.ts'
import { testcase as siegel0125Ciphers } from './iaas/scs-0125-secure-connections/siegel-0125-ciphers.ts'
import { testcase as siegel0125HttpsOnly } from './iaas/scs-0125-secure-connections/siegel-0125-https-only.ts'
import { testcase as siegel0125ProtocolVersions } from './iaas/scs-0125-secure-connections/siegel-0125-protocol-versions.ts'
import { testcase as siegel0126DefaultIpv4Pool } from './iaas/scs-0126-provider-networks/siegel-0126-default-ipv4-pool.ts'
import { testcase as siegel0126DefaultIpv6Pool } from './iaas/scs-0126-provider-networks/siegel-0126-default-ipv6-pool.ts'
import { testcase as siegel0126DefaultNetwork } from './iaas/scs-0126-provider-networks/siegel-0126-default-network.ts'
import { testcase as siegel0126FloatingIp } from './iaas/scs-0126-provider-networks/siegel-0126-floating-ip.ts'
import { testcase as siegel0126Ipv6Allocation } from './iaas/scs-0126-provider-networks/siegel-0126-ipv6-allocation.ts'
import { testcase as siegel0126OnlyProviderNetwork } from './iaas/scs-0126-provider-networks/siegel-0126-only-provider-network.ts'
import { testcase as siegel0126PublicIpv6Prefix } from './iaas/scs-0126-provider-networks/siegel-0126-public-ipv6-prefix.ts'
import { testcase as siegel0126RbacRefused } from './iaas/scs-0126-provider-networks/siegel-0126-rbac-refused.ts'
import { testcase as siegel0126SharedNetwork } from './iaas/scs-0126-provider-networks/siegel-0126-shared-network.ts'
import { testcase as siegel0127DnsDomainPorts } from './iaas/scs-0127-dns/siegel-0127-dns-domain-ports.ts'
import { testcase as siegel0127DnsIntegration } from './iaas/scs-0127-dns/siegel-0127-dns-integration.ts'
import { testcases as siegel0302Block } from './iaas/scs-0302-domain-manager/siegel-0302-block.ts'
import { testcase as siegel1020PublicIpv6Network } from './iaas/siegel-1020-ipv6/siegel-1020-public-ipv6-network.ts'
import { testcase as siegel1020PublicIpv6Router } from './iaas/siegel-1020-ipv6/siegel-1020-public-ipv6-router.ts'
import { testcase as cncfK8sConformance } from './kaas/scs-0201-conformance/cncf-k8s-conformance.ts'
import { testcase as siegel0210OfferedBranches } from './kaas/scs-0210-version-policy/siegel-0210-offered-branches.ts'
import { testcase as versionPolicyCheck } from './kaas/scs-0210-version-policy/version-policy-check.ts'
import { testcase as siegel0211DefaultClass } from './kaas/scs-0211-default-storage/siegel-0211-default-class.ts'
import { testcase as siegel0211Volume } from './kaas/scs-0211-default-storage/siegel-0211-volume.ts'
import { testcase as siegel0214NodeDistribution } from './kaas/scs-0214-node-distribution/siegel-0214-node-distribution.ts'
import { testcase as siegel0215CertificateRotation } from './kaas/scs-0215-robustness/siegel-0215-certificate-rotation.ts'
import { testcase as siegel0215EtcdCompaction } from './kaas/scs-0215-robustness/siegel-0215-etcd-compaction.ts'
import { testcase as siegel0215EventRateLimit } from './kaas/scs-0215-robustness/siegel-0215-event-rate-limit.ts'
import { testcase as siegel0215RequestLimits } from './kaas/scs-0215-robustness/siegel-0215-request-limits.ts'
import { testcase as siegel0217AuthenticationMethods } from './kaas/scs-0217-hardening/siegel-0217-authentication-methods.ts'
import { testcase as siegel0217AuthorizationModes } from './kaas/scs-0217-hardening/siegel-0217-authorization-modes.ts'
import { testcase as siegel0217EtcdClient } from './kaas/scs-0217-hardening/siegel-0217-etcd-client.ts'
import { testcase as siegel0217EtcdTls } from './kaas/scs-0217-hardening/siegel-0217-etcd-tls.ts'
import { testcase as siegel0217Https } from './kaas/scs-0217-hardening/siegel-0217-https.ts'
import { testcase as siegel0217KubeletAuthentication } from './kaas/scs-0217-hardening/siegel-0217-kubelet-authentication.ts'
import { testcase as siegel0217KubeletAuthorization } from './kaas/scs-0217-hardening/siegel-0217-kubelet-authorization.ts'
import { testcase as siegel0217NodeRestriction } from './kaas/scs-0217-hardening/siegel-0217-node-restriction.ts'
import { testcase as siegel0217PodSecurity } from './kaas/scs-0217-hardening/siegel-0217-pod-security.ts'
import { testcase as siegel0217Ports } from './kaas/scs-0217-hardening/siegel-0217-ports.ts'
import { testcase as kaasNetworkingCheck } from './kaas/scs-0219-networking/kaas-networking-check.ts'
import { testcase as siegel0219AdminNetworkPolicies } from './kaas/scs-0219-networking/siegel-0219-admin-network-policies.ts'
import { testcase as siegel0219GatewayApi } from './kaas/scs-0219-networking/siegel-0219-gateway-api.ts'
import { testcase as availabilityZonesCheck } from './manual/availability-zones-check.ts'
import { testcase as domainManagerCheck } from './manual/domain-manager-check.ts'
import { testcase as keyManagerDocsCheck } from './manual/key-manager-docs-check.ts'
import { testcase as nodeDistributionCheck } from './manual/node-distribution-check.ts'
import { testcase as siegel0212RegistryCheck } from './manual/siegel-0212-registry-check.ts'
import { testcase as siegel0215EtcdBackupCheck } from './manual/siegel-0215-etcd-backup-check.ts'

/** Every testcase of this release. */
export const TESTCASES: readonly Testcase[] = [
  scs0100SemanticsCheck,
  scs0100SyntaxCheck,
  siegel0100ExtraSpecs,
  scs0101EntropyAvail,
  scs0101FipsTest,
  scs0102ImageRecency,
  scs0102OsPurposeUniqueness,
  scs0102PropArchitecture,
  scs0102PropHashAlgo,
  scs0102PropHotfixHours,
  scs0102PropHwDiskBus,
  scs0102PropHwRngModel,
  scs0102PropHypervisorType,
  scs0102PropImageBuildDate,
  scs0102PropImageDescription,
  scs0102PropImageOriginalUser,
  scs0102PropImageSource,
  scs0102PropMinDisk,
  scs0102PropMinRam,
  scs0102PropOsDistro,
  scs0102PropOsPurpose,
  scs0102PropOsVersion,
  scs0102PropProvidedUntil,
  scs0102PropReplaceFrequency,
  scs0102PropUuidValidity,
  ...scs0103Flavor,
  siegel0104V2CapiPresent,
  siegel0104V2DebianLatest,
  siegel0104V2DebianPrevious,
  siegel0104V2SourceCapi,
  siegel0104V2SourceGeneric,
  siegel0104V2UbuntuLatest,
  siegel0104V2UbuntuPrevious,
  ...scs0104Image,
  ...scs0104Source,
  ...scs0114AspectType,
  scs0114SyntaxCheck,
  scs0115DefaultRules,
  scs0116Permissions,
  scs0116Presence,
  scs0117TestBackup,
  siegel0121UsableZones,
  ...scs0123Service,
  scs0123StorageApis,
  scs0123SwiftS3,
  siegel0125CertificateDays,
  siegel0125Certificate,
  siegel0125Ciphers,
  siegel0125HttpsOnly,
  siegel0125ProtocolVersions,
  siegel0126DefaultIpv4Pool,
  siegel0126DefaultIpv6Pool,
  siegel0126DefaultNetwork,
  siegel0126FloatingIp,
  siegel0126Ipv6Allocation,
  siegel0126OnlyProviderNetwork,
  siegel0126PublicIpv6Prefix,
  siegel0126RbacRefused,
  siegel0126SharedNetwork,
  siegel0127DnsDomainPorts,
  siegel0127DnsIntegration,
  ...siegel0302Block,
  siegel1020PublicIpv6Network,
  siegel1020PublicIpv6Router,
  cncfK8sConformance,
  siegel0210OfferedBranches,
  versionPolicyCheck,
  siegel0211DefaultClass,
  siegel0211Volume,
  siegel0214NodeDistribution,
  siegel0215CertificateRotation,
  siegel0215EtcdCompaction,
  siegel0215EventRateLimit,
  siegel0215RequestLimits,
  siegel0217AuthenticationMethods,
  siegel0217AuthorizationModes,
  siegel0217EtcdClient,
  siegel0217EtcdTls,
  siegel0217Https,
  siegel0217KubeletAuthentication,
  siegel0217KubeletAuthorization,
  siegel0217NodeRestriction,
  siegel0217PodSecurity,
  siegel0217Ports,
  kaasNetworkingCheck,
  siegel0219AdminNetworkPolicies,
  siegel0219GatewayApi,
  availabilityZonesCheck,
  domainManagerCheck,
  keyManagerDocsCheck,
  nodeDistributionCheck,
  siegel0212RegistryCheck,
  siegel0215EtcdBackupCheck,
]

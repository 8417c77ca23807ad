// Written by `npm run generate` from the files beside it. On a merge conflict take either side and run it again.
import type { Testcase } from './define-testcase.ts'
import { testcase as scs0100SemanticsCheck } from './iaas/scs-0100-flavor-naming/scs-0100-semantics-check.ts'
import { testcase as scs0100SyntaxCheck } from './iaas/scs-0100-flavor-naming/scs-0100-syntax-check.ts'
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
import { testcase as scs0116Presence } from './iaas/scs-0116-key-manager/scs-0116-presence.ts'
import { testcases as scs0123Service } from './iaas/scs-0123-services/scs-0123-service.ts'
import { testcase as scs0123StorageApis } from './iaas/scs-0123-services/scs-0123-storage-apis.ts'
import { testcase as scs0123SwiftS3 } from './iaas/scs-0123-services/scs-0123-swift-s3.ts'
import { testcase as availabilityZonesCheck } from './manual/availability-zones-check.ts'
import { testcase as domainManagerCheck } from './manual/domain-manager-check.ts'
import { testcase as keyManagerDocsCheck } from './manual/key-manager-docs-check.ts'
import { testcase as nodeDistributionCheck } from './manual/node-distribution-check.ts'

/** Every testcase of this release. */
export const TESTCASES: readonly Testcase[] = [
  scs0100SemanticsCheck,
  scs0100SyntaxCheck,
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
  scs0116Presence,
  ...scs0123Service,
  scs0123StorageApis,
  scs0123SwiftS3,
  availabilityZonesCheck,
  domainManagerCheck,
  keyManagerDocsCheck,
  nodeDistributionCheck,
]

import { healthyImage } from '#facts/openstack/healthy-image.ts'
import {
  CAPI,
  type Cloud,
  healthyCloud,
  RULE,
  UBUNTU_2604,
  withDescription,
  withExtraFlavor,
  withExtraSpecs,
  withFlavor,
  withImage,
  withoutImages,
  withoutService,
} from './plan-cloud.fixture.ts'

/** For tests of plans: one way in which a cloud is broken, and what a plan can do about it. */
export interface Mutation {
  readonly name: string
  readonly cloud: Partial<Cloud>
  /** What the plan turns green, by kind of action; the rest stays with a person. */
  readonly green: readonly string[]
  readonly actions: readonly string[]
  readonly byHand?: readonly string[]
}

const prop = (name: string) => `scs-0102-prop-${name}`
const LATEST_UBUNTU = 'siegel-0104-v2-ubuntu-latest'

function propertyMutation(
  name: string,
  change: Readonly<Record<string, unknown>>,
  property: string,
  also: readonly string[] = [],
): Mutation {
  return { name, cloud: withImage(change), green: [prop(property), ...also].sort(), actions: ['set-image-properties'] }
}

export const MUTATIONS: readonly Mutation[] = [
  ...['architecture', 'os_distro', 'os_version', 'os_purpose'].map((property) =>
    propertyMutation(`an image without ${property}`, { [property]: undefined }, property, [LATEST_UBUNTU]),
  ),
  ...[
    'hw_disk_bus',
    'image_build_date',
    'image_original_user',
    'image_description',
    'replace_frequency',
    'provided_until',
    'uuid_validity',
    'min_disk',
    'min_ram',
  ].map((property) => propertyMutation(`an image without ${property}`, { [property]: undefined }, property)),
  propertyMutation('a generic image that names no source', { image_source: undefined }, 'image_source', [
    'siegel-0104-v2-source-generic',
  ]),
  propertyMutation('an image for amd64', { architecture: 'amd64' }, 'architecture', [LATEST_UBUNTU]),
  propertyMutation('an image of Canonical', { os_distro: 'Canonical' }, 'os_distro', [LATEST_UBUNTU]),
  propertyMutation('an image whose purpose is in capitals', { os_purpose: 'GENERIC' }, 'os_purpose', [LATEST_UBUNTU]),
  propertyMutation('an image on a bus that nobody knows', { hw_disk_bus: 'floppy' }, 'hw_disk_bus'),
  propertyMutation('an image that needs KVM', { hypervisor_type: 'kvm' }, 'hypervisor_type'),
  propertyMutation('an image with a random number generator of its own', { hw_rng_model: 'none' }, 'hw_rng_model'),
  propertyMutation('an image with a German build date', { image_build_date: '02.08.2026' }, 'image_build_date'),
  propertyMutation('an image built tomorrow', { image_build_date: '2026-08-10' }, 'image_build_date'),
  propertyMutation('an image provided until a day without hyphens', { provided_until: '20290531' }, 'provided_until'),
  propertyMutation('an image whose id is valid for the last 3', { uuid_validity: 'LAST-3' }, 'uuid_validity'),
  propertyMutation('an image with fast fixes in words', { hotfix_hours: '48 hours' }, 'hotfix_hours'),
  propertyMutation('an image larger than its smallest disk', { size: 9 * 2 ** 30 }, 'min_disk'),
  {
    name: 'an image from elsewhere under the name of the standard',
    cloud: withImage({ image_source: 'https://example.com/noble.img' }, 'ubuntu-2404'),
    green: ['scs-0104-source-ubuntu-2404', 'siegel-0104-v2-source-generic'],
    actions: ['set-image-properties'],
  },
  {
    name: 'two images of a release are generic',
    cloud: {
      providedImages: [
        ...healthyCloud().providedImages,
        healthyImage({
          ...UBUNTU_2604,
          id: 'old',
          name: 'Resolute',
          created_at: '2026-08-02T00:00:00Z',
          image_build_date: '2026-08-01',
        }),
      ],
    },
    green: ['scs-0102-os_purpose-uniqueness'],
    actions: ['set-image-properties'],
  },
  {
    name: 'an old build has kept its name beside the new one',
    cloud: {
      providedImages: [
        ...healthyCloud().providedImages,
        healthyImage({
          ...UBUNTU_2604,
          id: 'old',
          os_purpose: 'oldgeneric',
          created_at: '2026-05-02T00:00:00Z',
          image_build_date: '2026-05-01',
        }),
      ],
    },
    green: ['scs-0102-image-recency'],
    actions: ['rename-image'],
  },
  {
    name: 'an image that nobody replaced',
    cloud: withImage({ created_at: '2026-05-02T00:00:00Z', image_build_date: '2026-05-01' }),
    green: [],
    actions: [],
    byHand: ['scs-0102-image-recency'],
  },
  {
    name: 'a standard image is hidden',
    cloud: withImage({ os_hidden: true }, 'ubuntu-2404'),
    green: ['scs-0104-image-ubuntu-2404', 'siegel-0104-v2-ubuntu-previous'],
    actions: ['show-image'],
  },
  {
    name: 'a standard image has its name in lower case',
    cloud: withImage({ name: 'ubuntu-24.04' }, 'ubuntu-2404'),
    green: ['scs-0104-image-ubuntu-2404'],
    actions: ['rename-image'],
  },
  {
    name: 'a standard image is missing',
    cloud: withoutImages('ubuntu-2404'),
    green: ['scs-0104-image-ubuntu-2404', 'siegel-0104-v2-ubuntu-previous'],
    actions: ['provide-image'],
  },
  {
    name: 'the latest release is missing',
    cloud: withoutImages('ubuntu-2604'),
    green: [LATEST_UBUNTU],
    actions: ['provide-image'],
  },
  {
    name: 'there is no CAPI image with a hyphen',
    cloud: withoutImages('capi-2'),
    green: ['scs-0104-image-capi-2', 'siegel-0104-v2-capi-present'],
    actions: ['provide-image'],
  },
  {
    name: 'a CAPI image calls itself generic',
    cloud: withImage({ ...CAPI, os_purpose: 'custom' }, 'capi-2'),
    green: ['siegel-0104-v2-source-capi'],
    actions: ['set-image-properties'],
  },
  {
    name: 'an image hashed with MD5',
    cloud: withImage({ os_hash_algo: 'md5' }),
    green: [],
    actions: [],
    byHand: [prop('hash_algo')],
  },
  {
    name: 'a standard flavor is missing',
    cloud: { flavors: healthyCloud().flavors.filter(({ name }) => name !== 'SCS-2V-4-20s') },
    green: ['scs-0103-flavor-2v-4-20s'],
    actions: ['create-flavor'],
  },
  {
    name: 'a standard flavor without scs:name-v2',
    cloud: withExtraSpecs('SCS-2V-8', { 'scs:name-v2': undefined }),
    green: ['scs-0103-flavor-2v-8'],
    actions: ['set-extra-specs'],
  },
  {
    name: 'a standard flavor without a disk names a type of disk',
    cloud: withExtraSpecs('SCS-2V-8', { 'scs:disk0-type': 'ssd' }),
    green: ['scs-0103-flavor-2v-8'],
    actions: ['set-extra-specs'],
  },
  {
    name: 'a standard flavor with another type of disk',
    cloud: withExtraSpecs('SCS-2V-4-20s', { 'scs:disk0-type': 'nvme' }),
    green: ['scs-0103-flavor-2v-4-20s'],
    actions: ['set-extra-specs'],
  },
  {
    name: 'a standard flavor with too little RAM',
    cloud: withFlavor('SCS-2V-8', { ramMiB: 8000 }),
    green: ['scs-0100-semantics-check', 'scs-0103-flavor-2v-8', 'siegel-0100-extra-specs'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a standard flavor with too much RAM',
    cloud: withFlavor('SCS-2V-8', { ramMiB: 9000 }),
    green: ['scs-0103-flavor-2v-8'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a standard flavor is disabled',
    cloud: withFlavor('SCS-2V-8', { isDisabled: true }),
    green: ['scs-0103-flavor-2v-8'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a flavor of the operator with a type of vCPU that nobody knows',
    cloud: withExtraFlavor({ name: 'large', extraSpecs: { 'scs:cpu-type': 'quick', 'hw:numa': '1' } }),
    green: ['siegel-0100-extra-specs'],
    actions: ['set-extra-specs'],
  },
  {
    name: 'a flavor of the operator whose extra spec promises more than it has',
    cloud: withExtraFlavor({ name: 'large', extraSpecs: { 'scs:name-v3': 'SCS-8V-8' } }),
    green: ['siegel-0100-extra-specs'],
    actions: ['set-extra-specs'],
  },
  {
    name: 'a flavor that promises more than it has',
    cloud: withExtraFlavor({ name: 'SCS-4V-24', vcpus: 2, ramMiB: 8192 }),
    green: ['scs-0100-semantics-check'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a flavor whose name breaks the rule',
    cloud: withExtraFlavor({ name: 'SCS-3V-12-20q', vcpus: 3, ramMiB: 12288, diskGiB: 20 }),
    green: ['scs-0100-syntax-check'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a flavor with the right name already taken',
    cloud: withExtraFlavor({ name: 'SCS-2V-8-x', vcpus: 2, ramMiB: 8192 }),
    green: ['scs-0100-syntax-check'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a list of aspects that is not sorted',
    cloud: withDescription('[scs:replicated, encrypted] safe'),
    green: ['scs-0114-syntax-check'],
    actions: ['set-volume-type-description'],
  },
  {
    name: 'a list of aspects with one twice',
    cloud: withDescription('[scs:encrypted, encrypted, replicated] safe'),
    green: ['scs-0114-syntax-check'],
    actions: ['set-volume-type-description'],
  },
  {
    name: 'a list of aspects that never ends',
    cloud: withDescription('[scs:encrypted, replicated'),
    green: ['scs-0114-replicated-type', 'scs-0114-syntax-check'],
    actions: ['set-volume-type-description'],
  },
  {
    name: 'a list of aspects in capitals',
    cloud: withDescription('[SCS:encrypted, replicated] safe'),
    green: ['scs-0114-replicated-type'],
    actions: ['set-volume-type-description'],
  },
  {
    name: 'nobody says that volumes are replicated',
    cloud: withDescription('safe'),
    green: [],
    actions: [],
    byHand: ['scs-0114-replicated-type'],
  },
  ...['compute', 'identity', 'image', 'network', 'load-balancer', 'placement'].map((type) => ({
    name: `the service ${type} is not in the catalogue`,
    cloud: withoutService(type),
    green: [`scs-0123-service-${type}`],
    actions: ['register-service'],
  })),
  {
    name: 'block storage is not in the catalogue',
    cloud: withoutService('block-storage'),
    green: ['scs-0123-storage-apis'],
    actions: ['register-service'],
  },
  {
    name: 'the key manager is not in the catalogue',
    cloud: withoutService('key-manager'),
    green: ['scs-0116-presence'],
    actions: ['register-service'],
  },
  {
    name: 'new security groups let everybody in',
    cloud: {
      securityGroupRules: {
        path: 'template',
        rules: [
          ...healthyCloud().securityGroupRules.rules,
          { ...RULE, id: 'open', direction: 'ingress', ethertype: 'IPv4' },
        ],
      },
    },
    green: ['scs-0115-default-rules'],
    actions: ['delete-security-group-rule'],
  },
]

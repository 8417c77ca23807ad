import { extraSpecsOf, machineSpec } from '#facts/derived/flavor-name/machine-spec.ts'
import { parseFlavorName } from '#facts/derived/flavor-name/parse-flavor-name.ts'
import type { FactName, Facts } from '#facts/facts.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { healthyImage } from '#facts/openstack/healthy-image.ts'
import { catalogueOf } from '#testcases/iaas/example-catalogue.ts'
import { MANDATORY_FLAVORS, RECOMMENDED_FLAVORS } from '#testcases/iaas/scs-0103-standard-flavors/standard-flavors.ts'

/** For tests of plans: the facts on which they rest. */
export const OBSERVED: readonly FactName[] = [
  'flavors',
  'providedImages',
  'volumeTypes',
  'serviceCatalogue',
  'swiftS3Answer',
  'securityGroupRules',
]

export type Cloud = Pick<
  Facts,
  'flavors' | 'providedImages' | 'volumeTypes' | 'serviceCatalogue' | 'swiftS3Answer' | 'securityGroupRules'
>

export function standardFlavor(name: string): Flavor {
  const flavorName = parseFlavorName(name)
  return {
    id: `id-${name}`,
    name,
    vcpus: flavorName.cpus,
    ramMiB: flavorName.ramGiB * 1024,
    diskGiB: flavorName.disk?.sizeGiB ?? 0,
    isPublic: true,
    isDisabled: false,
    extraSpecs: extraSpecsOf(machineSpec(flavorName)),
  }
}

export const UBUNTU_2604 = {
  id: 'ubuntu-2604',
  name: 'Ubuntu 26.04',
  os_version: '26.04',
  image_source: 'https://cloud-images.ubuntu.com/resolute/20260802/disk.img',
}
const DEBIAN = { os_distro: 'debian', image_original_user: 'debian' }
export const CAPI = {
  os_purpose: 'k8snode',
  image_description: 'https://github.com/osism/k8s-capi-images',
  image_source: 'https://nbg1.your-objectstorage.com/osism/openstack-k8s-capi-images/ubuntu-2404-kube-v1.35.qcow2',
}
export const RULE = {
  protocol: null,
  portRangeMin: null,
  portRangeMax: null,
  remoteIpPrefix: null,
  remoteGroupId: null,
  remoteAddressGroupId: null,
  usedInDefaultGroup: true,
  usedInCustomGroups: true,
}

export function healthyCloud(): Cloud {
  return {
    flavors: [...MANDATORY_FLAVORS, ...RECOMMENDED_FLAVORS].map(standardFlavor),
    providedImages: [
      healthyImage({ id: 'ubuntu-2404' }),
      healthyImage({
        id: 'ubuntu-2204',
        name: 'Ubuntu 22.04',
        os_version: '22.04',
        image_source: 'https://cloud-images.ubuntu.com/jammy/20260802/disk.img',
      }),
      healthyImage(UBUNTU_2604),
      healthyImage({
        ...DEBIAN,
        id: 'debian-13',
        name: 'Debian 13',
        os_version: '13',
        image_source: 'https://cloud.debian.org/images/cloud/trixie/20260802/disk.qcow2',
      }),
      healthyImage({
        ...DEBIAN,
        id: 'debian-12',
        name: 'Debian 12',
        os_version: '12',
        image_source: 'https://cloud.debian.org/images/cloud/bookworm/20260802/disk.qcow2',
      }),
      healthyImage({ ...CAPI, id: 'capi-1', name: 'ubuntu-capi-image v1.35.4' }),
      healthyImage({ ...CAPI, id: 'capi-2', name: 'ubuntu-capi-image-v1.35.4' }),
    ],
    volumeTypes: [
      { id: 'v1', name: 'fast', description: '[scs:encrypted] fast', isPublic: true },
      { id: 'v2', name: 'safe', description: '[scs:encrypted, replicated] safe', isPublic: true },
      { id: 'v3', name: 'plain', description: null, isPublic: true },
    ],
    serviceCatalogue: catalogueOf(
      'compute',
      'identity',
      'image',
      'network',
      'load-balancer',
      'placement',
      'object-store-s3',
      'block-storage',
      'key-manager',
    ),
    swiftS3Answer: { outcome: 's3', host: 'https://s3.example.org', evidence: 'SignatureDoesNotMatch' },
    securityGroupRules: {
      path: 'template',
      rules: ['IPv4', 'IPv6'].flatMap((ethertype) => [
        { ...RULE, id: `egress-${ethertype}`, direction: 'egress', ethertype },
        {
          ...RULE,
          id: `ingress-${ethertype}`,
          direction: 'ingress',
          ethertype,
          remoteGroupId: 'PARENT',
          usedInCustomGroups: false,
        },
      ]),
    },
  }
}

export function withFlavor(name: string, change: Partial<Flavor>): Partial<Cloud> {
  return {
    flavors: healthyCloud().flavors.map((flavor) => (flavor.name === name ? { ...flavor, ...change } : flavor)),
  }
}

export function withExtraSpecs(name: string, changes: Readonly<Record<string, string | undefined>>): Partial<Cloud> {
  const entries = Object.entries({ ...standardFlavor(name).extraSpecs, ...changes })
  const extraSpecs = Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
  return withFlavor(name, { extraSpecs })
}

export function withExtraFlavor(flavor: Partial<Flavor>): Partial<Cloud> {
  const flavors = healthyCloud().flavors
  return { flavors: [...flavors, { ...standardFlavor('SCS-1V-4'), id: 'extra', extraSpecs: {}, ...flavor }] }
}

/** Fields as Glance names them. */
export function withImage(change: Readonly<Record<string, unknown>>, id = 'ubuntu-2604'): Partial<Cloud> {
  const providedImages = healthyCloud().providedImages.map((image) => {
    if (image.id !== id) return image
    const known = { id, name: image.name, os_version: image.properties.os_version }
    return healthyImage({ ...known, image_source: image.properties.image_source, ...change })
  })
  return { providedImages }
}

export function withoutImages(...ids: readonly string[]): Partial<Cloud> {
  return { providedImages: healthyCloud().providedImages.filter(({ id }) => !ids.includes(id)) }
}

export function withDescription(description: string): Partial<Cloud> {
  const volumeTypes = healthyCloud().volumeTypes.map((type) => (type.id === 'v2' ? { ...type, description } : type))
  return { volumeTypes }
}

export function withoutService(type: string): Partial<Cloud> {
  const { serviceCatalogue } = healthyCloud()
  const services = serviceCatalogue.services.filter((service) => service.type !== type)
  return { serviceCatalogue: { ...serviceCatalogue, services } }
}

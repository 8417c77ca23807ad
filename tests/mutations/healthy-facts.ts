import type { CallOutcome } from '#facts/call-outcome.ts'
import { DOMAIN_MANAGER_CHECKS } from '#facts/derived/domain-manager-checks.ts'
import { canonicalName } from '#facts/derived/flavor-name/canonical-name.ts'
import { CPU_TYPES } from '#facts/derived/flavor-name/cpu-types.ts'
import { DISK_TYPES } from '#facts/derived/flavor-name/disk-types.ts'
import { parseFlavorName } from '#facts/derived/flavor-name/parse-flavor-name.ts'
import { MIB_PER_GIB } from '#facts/derived/flavor-name/promised-figures.ts'
import type { CloudFactName, Facts } from '#facts/facts.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { healthyImage } from '#facts/openstack/healthy-image.ts'
import { externalNetwork, ipv4Pool, ipv6Pool } from '#facts/openstack/healthy-networks.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import type { SecurityGroupRule } from '#facts/openstack/security-group-rules.ts'
import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'
import { healthyTlsServer } from '#facts/tls/healthy-tls-server.ts'
import {
  MANDATORY_FLAVORS,
  RECOMMENDED_FLAVORS,
} from '../../src/testcases/iaas/scs-0103-standard-flavors/standard-flavors.ts'

/** Facts that may be changed. */
export type Draft = { -readonly [Name in CloudFactName]: Facts[Name] }

/** The moment for which the facts are healthy. */
export const HEALTHY_AT = new Date('2026-08-09T00:00:00Z')

const DONE: CallOutcome = { kind: 'done' }

/** All facts of a cloud that every testcase of the IaaS scope passes, the drafts and recommendations included. */
export function healthyFacts(): Draft {
  return {
    flavors: [...MANDATORY_FLAVORS, ...RECOMMENDED_FLAVORS].map(standardFlavor),
    providedImages: standardImages(),
    volumeTypes: [
      { id: 'v1', name: '__DEFAULT__', description: null, isPublic: true },
      { id: 'v2', name: 'safe', description: '[scs:encrypted, replicated] for everything', isPublic: true },
    ],
    serviceCatalogue: healthyCatalogue(),
    swiftS3Answer: { outcome: 's3', host: 'https://object-store.example.org', evidence: 'AccessDenied' },
    availabilityZones: { compute: zones('nova'), volume: zones('nova'), network: zones('nova') },
    backupTrial: {
      blockStorage: 'present',
      steps: (['create-volume', 'back-up', 'restore'] as const).map((step) => {
        return { step, outcome: { kind: 'done', seconds: 9 } }
      }),
    },
    domainManagerTrial: DOMAIN_MANAGER_CHECKS.map(({ id, expected }) => {
      return { check: id, outcome: expected === 'works' ? DONE : { kind: 'refused', status: 403, message: '' } }
    }),
    entropyConsole: {
      image: { id: 'i-debian-13', name: 'Debian 13', distribution: 'debian', version: '13' },
      flavor: { id: 'SCS-1L-1', name: 'SCS-1L-1' },
      run: {
        state: 'printed',
        hasEnded: true,
        waitedSeconds: 70,
        lines: [
          '_scs-test-entropy-avail: 256',
          '_scs-test-fips-test: rngtest: FIPS 140-2 failures: 1',
          '_scs-test-end',
        ],
      },
    },
    floatingIpTrial: { network: 'default', quota: 10, used: 0, allocate: DONE },
    ipv6Allocation: {
      pool: 'default',
      createNetwork: DONE,
      createSubnet: DONE,
      cidr: '2a01:4f8:abcd:17::/64',
      router: { attach: DONE, externalAddresses: ['2a01:4f8:1:2::9'] },
    },
    keyManagerTrial: { keyManager: 'present', create: DONE, list: DONE, isListed: true, remove: DONE, isGone: true },
    providerNetworks: [externalNetwork()],
    rbacTrial: { createNetwork: DONE, createPolicy: { kind: 'refused', status: 403, message: '' } },
    securityGroupRules: { path: 'template', rules: healthyRules() },
    subnetPools: [ipv4Pool(), ipv6Pool()],
    tlsServers: [healthyTlsServer()],
    networkExtensions: ['router', 'dns-integration', 'dns-domain-ports'],
  }
}

/** A flavor that is what its standard name says, extra specs included. */
export function standardFlavor(name: string): Flavor {
  const flavorName = parseFlavorName(name)
  const { cpus, cpuType, disk, ramGiB } = flavorName
  return {
    id: name,
    name,
    vcpus: cpus,
    ramMiB: ramGiB * MIB_PER_GIB,
    diskGiB: disk?.sizeGiB ?? 0,
    isPublic: true,
    isDisabled: false,
    extraSpecs: {
      'scs:name-v1': canonicalName(flavorName, 'v1'),
      'scs:name-v2': name,
      'scs:cpu-type': CPU_TYPES[cpuType].extraSpec,
      ...(disk && { 'scs:disk0-type': DISK_TYPES[disk.type ?? 'n'].extraSpec }),
    },
  }
}

const CAPI_CONTAINER = 'https://nbg1.your-objectstorage.com/osism/openstack-k8s-capi-images/'

/** The image on which properties are harmed: no rule but those of scs-0102 looks at it. */
export const ORDINARY_IMAGE = 'openSUSE Leap 16.0'

function standardImages(): Image[] {
  return [
    ubuntu('26.04', 'resolute'),
    ubuntu('24.04', 'noble'),
    ubuntu('22.04', 'jammy'),
    ubuntu('20.04', 'focal'),
    debian('13', 'trixie'),
    debian('12', 'bookworm'),
    debian('11', 'bullseye'),
    capi('ubuntu-capi-image v1.34.2'),
    capi('ubuntu-capi-image-v1.35.4'),
    healthyImage({
      id: 'i-opensuse',
      name: ORDINARY_IMAGE,
      os_distro: 'opensuse',
      os_version: '16.0',
      image_source: 'https://download.opensuse.org/distribution/leap/16.0/appliances/Leap-16.0.qcow2',
    }),
  ]
}

function ubuntu(version: string, codename: string): Image {
  const image_source = `https://cloud-images.ubuntu.com/${codename}/current/${codename}-server-cloudimg-amd64.img`
  return healthyImage({ id: `i-ubuntu-${version}`, name: `Ubuntu ${version}`, os_version: version, image_source })
}

function debian(version: string, codename: string): Image {
  const image_source = `https://cloud.debian.org/images/cloud/${codename}/latest/debian-${version}-genericcloud-amd64.qcow2`
  const names = { id: `i-debian-${version}`, name: `Debian ${version}`, image_original_user: 'debian' }
  return healthyImage({ ...names, os_distro: 'debian', os_version: version, image_source })
}

function capi(name: string): Image {
  return healthyImage({
    id: `i-${name}`,
    name,
    os_purpose: 'k8snode',
    image_description: 'https://github.com/osism/k8s-capi-images',
    image_source: `${CAPI_CONTAINER}ubuntu-2404-kube/${encodeURIComponent(name)}.qcow2`,
  })
}

const SERVICE_TYPES = [
  'block-storage',
  'compute',
  'dns',
  'identity',
  'image',
  'key-manager',
  'load-balancer',
  'network',
  'object-store',
  'object-store-s3',
  'placement',
]

function healthyCatalogue(): ServiceCatalogue {
  return {
    region: 'RegionOne',
    interface: 'public',
    services: SERVICE_TYPES.map((type) => ({
      type,
      name: null,
      endpoints: (['public', 'internal'] as const).map((where) => ({
        interface: where,
        region: 'RegionOne',
        url: `https://${type}.${where}.example.org`,
      })),
    })),
  }
}

function zones(...names: readonly string[]) {
  return { shown: true as const, zones: names.map((name) => ({ name, isAvailable: true })) }
}

function healthyRules(): SecurityGroupRule[] {
  return (['IPv4', 'IPv6'] as const).flatMap((ethertype) => [
    templateRule({ id: `egress-${ethertype}`, ethertype }),
    templateRule({
      id: `members-${ethertype}`,
      ethertype,
      direction: 'ingress',
      remoteGroupId: 'PARENT',
      usedInCustomGroups: false,
    }),
  ])
}

/** A template rule: everything out of every group, changed. */
export function templateRule(changes: Partial<SecurityGroupRule>): SecurityGroupRule {
  return {
    id: 'rule',
    direction: 'egress',
    ethertype: 'IPv4',
    protocol: null,
    portRangeMin: null,
    portRangeMax: null,
    remoteIpPrefix: null,
    remoteGroupId: null,
    remoteAddressGroupId: null,
    usedInDefaultGroup: true,
    usedInCustomGroups: true,
    ...changes,
  }
}

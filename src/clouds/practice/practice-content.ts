import { healthyBehaviour, type PracticeBehaviour } from './content/behaviour.ts'
import { DEFAULT_DOMAIN, healthyDomainManagers, type PracticeDomain } from './content/domains.ts'
import { healthyFlavors, type PracticeFlavor } from './content/flavors.ts'
import { healthyImages, type PracticeImage } from './content/images.ts'
import {
  healthyNetworks,
  healthySubnetPools,
  type PracticeNetwork,
  type PracticeSubnetPool,
} from './content/networks.ts'
import { healthyQuotas, type PracticeQuotas } from './content/quotas.ts'
import { healthySecurityGroupRules, type PracticeSecurityGroupRule } from './content/security-group-rules.ts'
import { healthyServices, type PracticeService } from './content/services.ts'
import { stableUuid } from './content/stable-uuid.ts'
import { healthyVolumeTypes, type PracticeVolumeType } from './content/volume-types.ts'
import { type Randomness, randomHexId, randomSecret } from './randomness.ts'

/** Somebody who can sign in, and the roles that the token will name (implied roles are listed, as Keystone does). */
export interface PracticeUser {
  readonly id: string
  readonly name: string
  readonly password: string
  readonly projectId: string
  readonly projectName: string
  readonly domain: PracticeDomain
  roles: string[]
}

/** One kind of call that an application credential may make; `service` is a type of the service catalogue. */
export interface PracticeAccessRule {
  readonly id: string
  readonly service: string
  readonly method: string
  readonly path: string
}

/** An application credential carries a subset of the roles of its user. */
export interface PracticeApplicationCredential {
  readonly id: string
  readonly name: string
  readonly secret: string
  readonly user: PracticeUser
  roles: string[]
  expiresAt: Date | null
  isUnrestricted: boolean
  /** The calls to which the credential is restricted; none: no restriction. */
  accessRules: PracticeAccessRule[]
}

/** Everything that a practice cloud has and may be asked about. Defects change it before the cloud starts. */
export interface PracticeContent {
  readonly region: string
  readonly member: PracticeUser
  readonly admin: PracticeUser
  /** Each of another domain. */
  readonly domainManagers: readonly PracticeUser[]
  readonly applicationCredential: PracticeApplicationCredential
  readonly tokenLifetimeSeconds: number
  services: PracticeService[]
  flavors: PracticeFlavor[]
  images: PracticeImage[]
  volumeTypes: PracticeVolumeType[]
  networks: PracticeNetwork[]
  securityGroupRules: PracticeSecurityGroupRule[]
  subnetPools: PracticeSubnetPool[]
  extensions: string[]
  /** Names of the availability zones. */
  readonly zones: { compute: string[]; volume: string[]; network: string[] }
  readonly quotas: PracticeQuotas
  readonly behaviour: PracticeBehaviour
  secretIds: string[]
  /** The largest page of Nova, Glance, Cinder and Neutron; a larger `limit` is cut to it. */
  readonly largestPage: number
  computeMaximum: `2.${number}`
  /** How much the clock of the cloud is ahead. */
  clockSkewSeconds: number
}

/** What the healthy content is made for. */
export interface ContentWishes {
  readonly at: Date
  readonly randomness: Randomness
  readonly flavorCount: number
  readonly imageCount: number
  readonly largestPage: number
}

const DAY_IN_SECONDS = 86_400

/**
 * A cloud that satisfies every light testcase of the IaaS scope at the given moment: dates in image properties and the
 * required releases (scs-0104-v2) follow from it.
 */
export function healthyContent(wishes: ContentWishes): PracticeContent {
  const { at, randomness } = wishes
  const member: PracticeUser = {
    id: randomHexId(randomness),
    name: 'practice',
    password: randomSecret(randomness),
    projectId: randomHexId(randomness),
    projectName: 'practice',
    domain: DEFAULT_DOMAIN,
    roles: ['member', 'reader'],
  }
  const admin: PracticeUser = {
    id: randomHexId(randomness),
    name: 'practice-admin',
    password: randomSecret(randomness),
    projectId: randomHexId(randomness),
    projectName: 'admin',
    domain: DEFAULT_DOMAIN,
    roles: ['admin', 'manager', 'member', 'reader'],
  }
  return {
    region: 'RegionOne',
    member,
    admin,
    applicationCredential: {
      id: randomHexId(randomness),
      name: 'practice',
      secret: randomSecret(randomness),
      user: member,
      roles: ['member', 'reader'],
      expiresAt: null,
      isUnrestricted: false,
      accessRules: [],
    },
    domainManagers: healthyDomainManagers(randomness),
    tokenLifetimeSeconds: DAY_IN_SECONDS,
    services: healthyServices(),
    flavors: healthyFlavors(wishes.flavorCount),
    images: healthyImages({ at, imageCount: wishes.imageCount, ownProjectId: member.projectId }),
    volumeTypes: healthyVolumeTypes(),
    networks: healthyNetworks(at),
    subnetPools: healthySubnetPools(),
    zones: { compute: ['nova'], volume: ['nova'], network: ['nova'] },
    quotas: healthyQuotas(),
    behaviour: healthyBehaviour(),
    securityGroupRules: healthySecurityGroupRules(),
    extensions: [
      'address-group',
      'address-scope',
      'default-subnetpools',
      'dns-domain-ports',
      'dns-integration',
      'external-net',
      'rbac-policies',
      'router',
      'security-group',
      'security-groups-default-rules',
      'subnet_allocation',
    ],
    secretIds: Array.from({ length: 12 }, (_, index) => stableUuid('secret', String(index))),
    largestPage: wishes.largestPage,
    computeMaximum: '2.93',
    clockSkewSeconds: 0,
  }
}

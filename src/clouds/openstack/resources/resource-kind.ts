import type { OpenStackCloud, SendAnswer } from '../openstack-cloud.ts'
import type { ServiceApi } from '../services.ts'

/** Everything that Siegel ever creates in an OpenStack cloud. The words stand in journals: they are permanent. */
export const RESOURCE_KIND_NAMES = [
  'server',
  'volume',
  'backup',
  'network',
  'subnet',
  'router',
  'router-interface',
  'security-group',
  'secret',
  'floating-ip',
  'rbac-policy',
  'user',
  'project',
  'group',
  'role',
] as const
export type ResourceKindName = (typeof RESOURCE_KIND_NAMES)[number]

export interface ResourceOptions {
  readonly signal?: AbortSignal | undefined
}

/** What identifies an object: its id, and the object without which it cannot be addressed. */
export interface ResourceAddress {
  readonly id: string
  readonly parentId: string | null
}

/** An object with its name, as a listing shows it. */
export interface NamedResource {
  readonly id: string
  readonly name: string
}

/** How one kind of object is found, looked at and deleted. */
export interface ResourceKind {
  readonly kind: ResourceKindName
  readonly api: ServiceApi
  /** Where it is created and listed, below the version of the API. */
  readonly path: string
  /** What names of this kind begin with, as those of the predecessor do. */
  readonly prefix: '_scs-' | 'scs-test-'
  /** What an object of this kind may need: that cannot be removed before it. */
  readonly mayNeed: readonly ResourceKindName[]
  /** Whether it is gone as soon as the deletion has been answered. */
  readonly isGoneAtOnce: boolean
  /** Whether the cloud says 403 instead of 404 about what does not exist, so that only a listing can tell. */
  readonly isAbsenceHidden?: boolean
  /** The id in the answer to the creating call; undefined if there is none. */
  idIn(answer: unknown): string | undefined
  /** Objects of the project, all or those with exactly this name. Undefined where this kind has no names. */
  list?(cloud: OpenStackCloud, name: string | undefined, options: ResourceOptions): Promise<readonly NamedResource[]>
  /** Its state in lower-case letters (`present` where the kind has none); undefined if it does not exist. */
  state(cloud: OpenStackCloud, address: ResourceAddress, options: ResourceOptions): Promise<string | undefined>
  /** Asks for its deletion; 404 and refusals that may pass are answers. */
  remove(cloud: OpenStackCloud, address: ResourceAddress, options: ResourceOptions): Promise<SendAnswer>
}

/** Refusals of a deletion that may pass: something still uses the object, or it is in the middle of something. */
export const PASSING_REFUSALS = [400, 404, 409, 429, 500, 502, 503, 504]

import type { Clock } from '#vocabulary/clock.ts'
import type { PlantedObject } from './objects/planted-object.ts'
import type { ObjectKind } from './objects/practice-object.ts'
import type { PracticeAccessRule } from './practice-content.ts'

/** One request that reached the practice cloud or the foreign host beside it. */
export interface PracticeCall {
  readonly method: string
  /** With the query. */
  readonly path: string
  /** Null as long as there is no answer, which may be for ever. */
  status: number | null
  /** Whether a token came with it (`X-Auth-Token` or `X-Subject-Token`). */
  readonly sentToken: boolean
  /** The listener that was reached, such as `127.0.0.1:40123`. */
  readonly host: string
}

export interface PracticeCloudOptions {
  readonly clock: Clock
  /** A free one when absent. */
  readonly port?: number
  /** Names, as in `flavor-missing:SCS-1V-4`. */
  readonly defects?: readonly string[]
  /** Before each answer. */
  readonly latencyMs?: number
  /** At least as many flavors; more than the healthy content has are filled up with flavors without an SCS name. */
  readonly flavorCount?: number
  /** At least as many images, likewise. */
  readonly imageCount?: number
  /** The largest page that a list has; 1000 when absent, as on real clouds. */
  readonly largestPage?: number
  /**
   * How much faster than on a real cloud its objects live; 1 when absent. A virtual machine runs after 8 s and has run its
   * user data after 20 s, a backup takes 12 s, its restoration 5 s.
   */
  readonly pace?: number
  /** Milliseconds since any moment, by which its objects live; those of this process when absent. */
  readonly elapsedMs?: () => number
  /** What is there from the start besides what the healthy cloud has. */
  readonly planted?: readonly PlantedObject[]
  /** The only calls that the application credential may make; all when absent. */
  readonly accessRules?: readonly Omit<PracticeAccessRule, 'id'>[]
  /** Makes ids, passwords and tokens the same on each start, for tests. */
  readonly seed?: string
}

/** One thing in the practice cloud, as it is at one moment. */
export interface ExistingObject {
  readonly kind: ObjectKind
  readonly id: string
  readonly name: string | null
  readonly status: string
  readonly projectId: string
}

/** With what the manager of a domain signs in; only a password works. */
export interface DomainManagerAccess {
  readonly domainName: string
  readonly username: string
  readonly password: string
}

/** A running practice cloud. */
export interface PracticeCloud {
  readonly url: string
  readonly authUrl: string
  /** Another origin, where no token may ever arrive. Its requests are in `calls`, too. */
  readonly foreignUrl: string
  readonly calls: readonly PracticeCall[]
  /** clouds.yaml with `name` (password), `name-appcred` and `name-admin`; `practice` when no name is given. */
  cloudsYaml(name?: string): string
  /** Everything that exists at this moment, of whatever project. */
  objects(): readonly ExistingObject[]
  /** What was there at the start or was planted since. */
  readonly originalObjects: readonly ExistingObject[]
  /** Puts something into the running cloud, and gives its id. */
  plant(object: PlantedObject): string
  /** Who is manager of which domain, for the checks of scs-0302. */
  readonly domainManagers: readonly DomainManagerAccess[]
  /** Ends all connections, waiting ones included. */
  stop(): Promise<void>
}

import type { Clock } from '#vocabulary/clock.ts'

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
  /** Makes ids, passwords and tokens the same on each start, for tests. */
  readonly seed?: string
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
  /** Ends all connections, waiting ones included. */
  stop(): Promise<void>
}

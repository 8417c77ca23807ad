import { MOST_PAGES } from '#clouds/openstack/openstack-cloud.ts'
import { mostReads, type Rhythm } from '#clouds/openstack/resources/wait-for-state.ts'
import type { ProbeSettings } from './probe-settings.ts'

/** What a probe asks of the APIs, repetitions after a failure and the removal of what it created aside. */
export interface CallNeeds {
  /** Calls that it makes once each, whatever the cloud has. */
  readonly single?: number
  /** Lists that it reads, each with as many pages as the cloud gives it, up to `MOST_PAGES`. */
  readonly lists?: number
  /** For what it waits: the state is asked for again and again until the limit. */
  readonly waits?: (settings: ProbeSettings) => readonly Wait[]
  /** Calls for each of the things that are known only when they have been listed; few clouds make them necessary. */
  readonly each?: { readonly of: string; readonly most: number }
}

export interface Wait {
  readonly limitMs: number
  readonly rhythm: Rhythm
}

/** The calls of a probe at most, by what they are for. */
export interface CallCounts {
  readonly single: number
  /** All pages of lists but the first, which is a single call. */
  readonly pages: number
  /** At what it waits for. */
  readonly looks: number
  readonly each: number
}

/** What the needs of a probe come to with these settings. */
export function countCalls({ each, lists = 0, single = 0, waits }: CallNeeds, settings: ProbeSettings): CallCounts {
  const looks = (waits?.(settings) ?? []).map(({ limitMs, rhythm }) => mostReads(limitMs, rhythm))
  return {
    single: single + lists,
    pages: lists * (MOST_PAGES - 1),
    looks: looks.reduce((total, count) => total + count, 0),
    each: each?.most ?? 0,
  }
}

/** The call after which a probe is stopped. */
export function mostCallsOf(needs: CallNeeds, settings: ProbeSettings): number {
  const { each, looks, pages, single } = countCalls(needs, settings)
  return single + pages + looks + each
}

import type { Diagnosis } from './diagnosis.ts'

/** What a service's clock showed (HTTP `Date`, in whole seconds) while ours showed `at`. */
export interface ClockSample {
  readonly service: string
  readonly shown: Date
  readonly at: Date
}

const TOLERATED_SECONDS = 10
/** `Date` is cut to whole seconds, so on average half a second is missing. */
const CUT_OFF_SECONDS = 0.5

/**
 * Compares our clock with those of the services. If all of them agree with each other, it is ours that is wrong: tokens,
 * signatures and `checked_at` (the monitor takes at most 5 minutes of the future) depend on it.
 */
export function examineClock(samples: readonly ClockSample[]): Diagnosis {
  const about = 'clock'
  if (samples.length === 0) return { level: 'note', about, says: 'No service says what time it is.' }
  const skews = samples.map(({ service, shown, at }) => ({
    service,
    seconds: (shown.getTime() - at.getTime()) / 1_000 + CUT_OFF_SECONDS,
  }))
  const wrong = skews.filter(({ seconds }) => Math.abs(seconds) > TOLERATED_SECONDS)
  const most = skews.reduce((worst, one) => (Math.abs(one.seconds) > Math.abs(worst.seconds) ? one : worst))
  if (wrong.length === 0) {
    return { level: 'ok', about, says: `All services agree with this machine within ${ceiling(most.seconds)} seconds.` }
  }
  const list = wrong.map(({ service, seconds }) => `${service} ${Math.round(seconds)} s`).join(', ')
  const seconds = skews.map((one) => one.seconds)
  const isOurs = samples.length > 1 && Math.max(...seconds) - Math.min(...seconds) <= TOLERATED_SECONDS
  if (isOurs) {
    const direction = most.seconds > 0 ? 'behind' : 'ahead of'
    return {
      level: 'mend',
      about,
      says: `This machine is ${Math.abs(Math.round(most.seconds))} seconds ${direction} all services of the cloud.`,
      remedy: 'Let this machine set its clock by NTP.',
    }
  }
  return {
    level: 'mend',
    about,
    says: `Clocks of services differ from this machine’s: ${list}.`,
    remedy: 'Tell the provider, if this machine sets its clock by NTP.',
  }
}

function ceiling(seconds: number): number {
  return Math.max(1, Math.ceil(Math.abs(seconds)))
}

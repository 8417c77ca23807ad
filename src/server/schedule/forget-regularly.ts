import type { Clock } from '#vocabulary/clock.ts'
import { readLastAudit } from '../storage/audit.ts'
import type { Database } from '../storage/database.ts'
import { type Forgotten, forgetReports } from '../storage/forget-reports.ts'

/** Who is named in the audit log. */
const ACTOR = 'retention job'
const DAY_MS = 24 * 3_600_000
const HOUR_MS = 3_600_000

interface Parts {
  readonly database: Database
  readonly clock: Clock
  readonly log: { info(about: object, message: string): void; error(about: object, message: string): void }
}

/** What runs beside the requests until it is stopped. */
export interface RegularJob {
  /** Ends when a run that is under way has ended. */
  stop(): Promise<void>
}

/**
 * Deletes what the rules allow to forget (`mayForget`) if nobody has done so for a day, in whatever process.
 *
 * @returns undefined if it is not yet time
 */
export async function forgetIfDue(database: Database, at: Date, keepMonths: number): Promise<Forgotten | undefined> {
  const last = await readLastAudit(database, 'reports-forgotten')
  if (last && at.getTime() - last.at.getTime() < DAY_MS) return undefined
  return forgetReports(database, { at, rules: { keepMonths }, isDryRun: false, actor: ACTOR })
}

/** Looks at once and then every hour whether a day has passed. A run that fails is logged, and tried again an hour later. */
export function forgetRegularly({ database, clock, log }: Parts, keepMonths: number): RegularJob {
  let underWay: Promise<void> = Promise.resolve()
  const run = () => {
    underWay = underWay
      .then(() => forgetIfDue(database, clock(), keepMonths))
      .then(
        (forgotten) => {
          if (forgotten) log.info({ forgotten }, 'old reports were forgotten')
        },
        (error: unknown) => log.error({ err: error }, 'old reports could not be forgotten'),
      )
  }
  run()
  const timer = setInterval(run, HOUR_MS).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await underWay
    },
  }
}

import type { Clock } from '#vocabulary/clock.ts'
import type { KeptState } from '../state/kept-state.ts'
import { appendToLog } from '../storage/append-to-log.ts'
import type { Database } from '../storage/database.ts'
import { noteStandings, type Standings } from '../storage/note-standings.ts'
import type { RegularJob } from './forget-regularly.ts'

interface Parts {
  readonly database: Database
  readonly state: KeptState
  readonly standings: Standings
  readonly clock: Clock
  readonly log: { error(about: object, message: string): void }
}

const MINUTE_MS = 60_000

/**
 * Tells the transparency log which standings differ from those that it has last: those that changed by time alone, because
 * results expired or another version came into force. Says how many entries it appended.
 */
export async function logStandings(
  { database, state, standings }: Omit<Parts, 'clock' | 'log'>,
  at: Date,
): Promise<number> {
  const { all } = await state.load(at)
  const rows = await database.selectFrom('logged_evaluation').selectAll().execute()
  const logged = new Map(rows.map((row) => [JSON.stringify([row.subject, row.scope_uuid, row.version]), row.standing]))
  const places = all.flatMap(({ subject, scope: { uuid: scopeUuid }, evaluate }) => {
    const { versions } = evaluate({ withDrafts: false })
    const isOther = versions.some(
      ({ version, standing }) => logged.get(JSON.stringify([subject, scopeUuid, version])) !== standing,
    )
    return isOther ? [{ subject, scopeUuid }] : []
  })
  if (places.length === 0) return 0
  return database.transaction().execute(async (transaction) => {
    const acts = await noteStandings(transaction, places, standings, at)
    await appendToLog(transaction, acts)
    return acts.length
  })
}

/** Does so once a minute. A run that fails is logged, and tried again a minute later. */
export function logRegularly({ clock, log, ...parts }: Parts): RegularJob {
  let underWay: Promise<unknown> = Promise.resolve()
  const run = () => {
    underWay = underWay
      .then(() => logStandings(parts, clock()))
      .catch((error: unknown) => log.error({ err: error }, 'standings could not be told to the transparency log'))
  }
  run()
  const timer = setInterval(run, MINUTE_MS).unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await underWay
    },
  }
}

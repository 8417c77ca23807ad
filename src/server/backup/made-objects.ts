import { readMigrations } from '../storage/migrate.ts'

/** What the migrations make in a database, each kind in the order in which it is made. */
export interface MadeObjects {
  /** Without `applied_migration`. A table comes after those that it refers to. */
  readonly tables: readonly string[]
  /** Tables of change numbers, which triggers fill: they hold nothing that is worth keeping. */
  readonly changeTables: readonly string[]
  readonly sequences: readonly string[]
  readonly views: readonly string[]
  readonly functions: readonly string[]
}

const CREATION = /^(?:--[^\n]*\n|\s)*CREATE (?:OR REPLACE )?(?<kind>TABLE|SEQUENCE|VIEW|FUNCTION) (?<name>[a-z_0-9]+)/

/**
 * The names come from the migrations themselves, so that a new table is in the next backup without a list that somebody
 * could forget. One that a later migration drops is named as well.
 */
export function readMadeObjects(): MadeObjects {
  const made = readMigrations()
    .flatMap(({ statements }) => statements)
    .flatMap((statement) => {
      const { kind, name } = CREATION.exec(statement)?.groups ?? {}
      return kind !== undefined && name !== undefined ? [{ kind, name }] : []
    })
  const named = (wanted: string) => [...new Set(made.filter(({ kind }) => kind === wanted).map(({ name }) => name))]
  const isChangeTable = (name: string) => name.endsWith('_change')
  return {
    tables: named('TABLE').filter((name) => !isChangeTable(name)),
    changeTables: named('TABLE').filter(isChangeTable),
    sequences: named('SEQUENCE'),
    views: named('VIEW'),
    functions: named('FUNCTION'),
  }
}

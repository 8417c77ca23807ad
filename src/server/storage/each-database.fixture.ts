import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type DatabaseLocation, type OpenDatabase, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'

/** An empty place for data, and how to get rid of it. */
interface Place {
  readonly location: DatabaseLocation
  remove(): Promise<void>
}

const KINDS: readonly { readonly name: string; readonly isAvailable: boolean; readonly make: () => Promise<Place> }[] =
  [
    { name: 'embedded database', isAvailable: true, make: makeDirectory },
    { name: 'PostgreSQL server', isAvailable: Boolean(process.env.SIEGEL_TEST_POSTGRES_URL), make: makePostgres },
  ]

/** Runs tests on the embedded database and, where SIEGEL_TEST_POSTGRES_URL names a server, on PostgreSQL as well. */
export function describeOnEachDatabase(title: string, body: (location: () => DatabaseLocation) => void): void {
  for (const { name, isAvailable, make } of KINDS) {
    describe(`${title} (${name})`, () => {
      if (!isAvailable) {
        const skip = 'SIEGEL_TEST_POSTGRES_URL names no server: `npm test` sets it where PostgreSQL is installed'
        test('the tests on a PostgreSQL server', { skip }, () => {})
        return
      }
      let place: Place | undefined
      before(async () => {
        place = await make()
      })
      after(async () => place?.remove())
      body(() => {
        if (!place) throw new Error('the database is made before the tests run, not before they are declared')
        return place.location
      })
    })
  }
}

/** The same with the database opened and its tables made. */
export function describeOnEachOpenDatabase(title: string, body: (database: () => OpenDatabase) => void): void {
  describeOnEachDatabase(title, (location) => {
    let open: OpenDatabase | undefined
    before(async () => {
      open = await openDatabase(location())
      await migrate(open.database, new Date('2026-11-01T00:00:00Z'))
    })
    after(async () => open?.close())
    body(() => {
      if (!open) throw new Error('the database is opened before the tests run, not before they are declared')
      return open
    })
  })
}

/** Further empty databases, one of each kind that there is, until they are all removed. */
export function makePlaces(): { emptyOnes(): Promise<DatabaseLocation[]>; remove(): Promise<void> } {
  const made: Place[] = []
  return {
    async emptyOnes() {
      const places = await Promise.all(KINDS.filter(({ isAvailable }) => isAvailable).map(({ make }) => make()))
      made.push(...places)
      return places.map(({ location }) => location)
    },
    async remove() {
      await Promise.all(made.splice(0).map((place) => place.remove()))
    },
  }
}

async function makeDirectory(): Promise<Place> {
  const directory = await mkdtemp(join(tmpdir(), 'siegel-data-'))
  return {
    location: { kind: 'directory', directory },
    remove: () => rm(directory, { recursive: true, force: true }),
  }
}

async function makePostgres(): Promise<Place> {
  const server = process.env.SIEGEL_TEST_POSTGRES_URL ?? ''
  const name = `siegel_${randomUUID().replaceAll('-', '')}`
  await runOnServer(server, `CREATE DATABASE ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    location: { kind: 'postgres', url: url.href },
    remove: () => runOnServer(server, `DROP DATABASE ${name} WITH (FORCE)`),
  }
}

async function runOnServer(url: string, statement: string): Promise<void> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

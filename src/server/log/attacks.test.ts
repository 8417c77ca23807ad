import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { parseTilePath } from '#transparency/tile.ts'
import { type ReadLogFile, type VerifyOptions, verifyLog } from '#transparency/verifier.ts'
import { NOW } from '../signed-reports.fixture.ts'
import { appendToLog } from '../storage/append-to-log.ts'
import type { Database } from '../storage/database.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { newLogKey } from './log-key-file.ts'
import { createTransparencyLog } from './transparency-log.ts'

const TABLES = ['log_state', 'log_entry', 'log_tree', 'log_tile_hash']
const SEEN = 600
const GROWN = 700
const key = newLogKey('attacked.example.org/log')

interface Attack {
  readonly title: string
  /** What somebody does to the entries who may write to the database. */
  readonly change: (database: Database) => Promise<void>
  /** What the verifier says when the attacker also computes all hashes anew and signs them with the key of the log. */
  readonly found: string
}

const set = (entry: string, index: number) => (database: Database) =>
  database
    .updateTable('log_entry')
    .set({ entry })
    .where('index', '=', index)
    .execute()
    .then(() => {})

async function remove(database: Database, first: number, count: number): Promise<void> {
  await sql`DELETE FROM log_entry WHERE index >= ${first} AND index < ${first + count}`.execute(database)
  // By a detour, so that no two rows ever have the same index.
  await sql`UPDATE log_entry SET index = -index WHERE index >= ${first + count}`.execute(database)
  await sql`UPDATE log_entry SET index = -index - ${count} WHERE index < 0`.execute(database)
  await sql`UPDATE log_state SET size = size - ${count}`.execute(database)
}

const append = (database: Database, count: number, at: Date, word: string) =>
  database.transaction().execute((transaction) =>
    appendToLog(
      transaction,
      Array.from({ length: count }, (_, index) => ({
        kind: 'report' as const,
        at,
        digest: digestOf(`${word} ${index}`),
      })),
    ),
  )

const ATTACKS: readonly Attack[] = [
  { title: 'an entry is removed', change: (database) => remove(database, 300, 1), found: 'LOG_REWRITTEN' },
  { title: 'the first entry is removed', change: (database) => remove(database, 0, 1), found: 'LOG_REWRITTEN' },
  {
    title: 'two entries change places',
    change: async (database) => {
      await sql`UPDATE log_entry SET index = -1 WHERE index = 17`.execute(database)
      await sql`UPDATE log_entry SET index = 17 WHERE index = 18`.execute(database)
      await sql`UPDATE log_entry SET index = 18 WHERE index = -1`.execute(database)
    },
    found: 'LOG_REWRITTEN',
  },
  { title: 'a digest is altered', change: set(line(NOW, 'forged'), 255), found: 'LOG_REWRITTEN' },
  {
    title: 'the last entry that was seen is altered',
    change: set(line(NOW, 'forged'), SEEN - 1),
    found: 'LOG_REWRITTEN',
  },
  {
    title: 'an entry that was seen is back-dated',
    change: set(line(new Date(NOW.getTime() - 60_000), 'seen 3'), 3),
    found: 'LOG_REWRITTEN',
  },
  {
    title: 'a new entry is back-dated',
    change: (database) => append(database, 1, new Date(NOW.getTime() - 3_600_000), 'late'),
    found: 'LOG_ENTRY_BACKDATED',
  },
  {
    title: 'a new entry is dated into the future',
    change: (database) => append(database, 1, new Date(NOW.getTime() + 3_600_000), 'early'),
    found: 'LOG_ENTRY_BACKDATED',
  },
  {
    title: 'something else than an entry is logged',
    change: set('siegel-log/1 report about gx-scs', GROWN - 1),
    found: 'LOG_ENTRY_INVALID',
  },
  {
    title: 'an entry is squeezed in',
    change: async (database) => {
      await sql`UPDATE log_entry SET index = -index - 1 WHERE index >= 100`.execute(database)
      await sql`UPDATE log_entry SET index = -index WHERE index < 0`.execute(database)
      await sql`UPDATE log_state SET size = size + 1`.execute(database)
      await database
        .insertInto('log_entry')
        .values({ index: 100, entry: line(NOW, 'forged') })
        .execute()
    },
    found: 'LOG_REWRITTEN',
  },
  { title: 'the log is truncated', change: (database) => remove(database, 500, GROWN - 500), found: 'LOG_SHRUNK' },
  { title: 'the log is emptied', change: (database) => remove(database, 0, GROWN), found: 'LOG_SHRUNK' },
  {
    title: 'the log is forked: as many entries as were seen, the last of them others',
    change: async (database) => {
      await remove(database, 590, GROWN - 590)
      await append(database, SEEN - 590, NOW, 'fork')
    },
    found: 'LOG_FORKED',
  },
  {
    title: 'the database is rolled back, and other entries come after it',
    change: async (database) => {
      await remove(database, 400, GROWN - 400)
      await append(database, 400, NOW, 'after the roll-back')
    },
    found: 'LOG_REWRITTEN',
  },
]

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function line(at: Date, text: string): string {
  return `siegel-log/1 report ${at.toISOString()} sha256:${digestOf(text)}`
}

describeOnEachOpenDatabase('a verifier that holds an earlier checkpoint', (open) => {
  const log = (database: Database, signer = key) => createTransparencyLog(database, [signer])
  const readFrom =
    (database: Database, signer = key): ReadLogFile =>
    async (path) => {
      if (path === 'checkpoint') return Buffer.from(await log(database, signer).checkpoint())
      const tile = parseTilePath(path)
      return tile && log(database, signer).readTile(tile)
    }
  const verify = (database: Database, options: Partial<VerifyOptions> = {}) =>
    verifyLog({ read: readFrom(database), keys: [key.verifierKey], at: NOW, earlier: seen, ...options })
  const forgetTree = async (database: Database) => {
    await database.deleteFrom('log_tree').execute()
    await database.deleteFrom('log_tile_hash').execute()
  }
  /** Does something to the database and undoes it. */
  async function onTrial(act: (database: Database) => Promise<void>): Promise<void> {
    const { database } = open()
    for (const table of TABLES) {
      await sql`CREATE TABLE ${sql.table(`saved_${table}`)} AS SELECT * FROM ${sql.table(table)}`.execute(database)
    }
    try {
      await act(database)
    } finally {
      for (const table of TABLES) {
        await sql`DELETE FROM ${sql.table(table)}`.execute(database)
        await sql`INSERT INTO ${sql.table(table)} SELECT * FROM ${sql.table(`saved_${table}`)}`.execute(database)
        await sql`DROP TABLE ${sql.table(`saved_${table}`)}`.execute(database)
      }
    }
  }

  let seen = ''
  before(async () => {
    const { database } = open()
    await append(database, SEEN, NOW, 'seen')
    seen = await log(database).checkpoint()
    await append(database, GROWN - SEEN, NOW, 'grown')
  })
  test('finds a log in order that has only grown', async () => {
    const { size, earlierSize, counts } = await verify(open().database)
    assert.deepEqual([size, earlierSize, counts], [GROWN, SEEN, { report: GROWN }])
  })

  describe('notices, although every hash was computed anew and signed with the key of the log, that', () => {
    for (const { title, change, found } of ATTACKS) {
      test(title, () =>
        onTrial(async (database) => {
          await change(database)
          await forgetTree(database)
          await assert.rejects(verify(database), { code: found })
        }),
      )
    }
  })

  describe('notices, where the computed tree stays as it was, that', () => {
    for (const { title, change } of ATTACKS) {
      test(title, () =>
        onTrial(async (database) => {
          await log(database).checkpoint()
          await change(database)
          // The log does not work any more, or gives itself away: in no case it verifies.
          await assert.rejects(verify(database), (error: Error & { code?: string }) =>
            Boolean(error.code?.startsWith('LOG_') || /is missing/.test(error.message)),
          )
        }),
      )
    }
  })

  test('notices that another key signs, or another log answers', async () => {
    const { database } = open()
    const other = newLogKey('attacked.example.org/log')
    await assert.rejects(verify(database, { read: readFrom(database, other) }), { code: 'LOG_SIGNATURE_WRONG' })
    const stranger = newLogKey('other.example.org/log')
    const keys = [key.verifierKey, stranger.verifierKey]
    await assert.rejects(verify(database, { read: readFrom(database, stranger), keys }), { code: 'LOG_ORIGIN_OTHER' })
  })

  test('follows a log whose key is rotated, as long as both keys sign', async () => {
    const { database } = open()
    const next = newLogKey('attacked.example.org/log')
    const both = createTransparencyLog(database, [next, key])
    const read: ReadLogFile = async (path, most) =>
      path === 'checkpoint' ? Buffer.from(await both.checkpoint()) : readFrom(database)(path, most)
    const { checkpoint } = await verify(database, { read })
    await verify(database, { read, earlier: checkpoint, keys: [next.verifierKey] })
    const ended = readFrom(database, next)
    await verify(database, { read: ended, earlier: checkpoint, keys: [next.verifierKey] })
    await assert.rejects(verify(database, { read: ended }), { code: 'LOG_SIGNATURE_WRONG' })
  })
})

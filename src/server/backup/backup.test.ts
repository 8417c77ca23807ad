import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import type { DatabaseLocation, OpenDatabase } from '../storage/database.ts'
import { openDatabase } from '../storage/database.ts'
import { describeOnEachDatabase, makePlaces } from '../storage/each-database.fixture.ts'
import { everyRow } from '../storage/every-row.fixture.ts'
import { migrate } from '../storage/migrate.ts'
import { startTestServer } from '../test-server.fixture.ts'
import { verifyBackup } from './read-backup.ts'
import { restoreBackup } from './restore-backup.ts'
import { writeBackup } from './write-backup.ts'

const AT = new Date('2026-11-21T07:00:00Z')

async function withDatabase<Result>(location: DatabaseLocation, work: (open: OpenDatabase) => Promise<Result>) {
  const open = await openDatabase(location, { use: 'long work' })
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}

const save = (location: DatabaseLocation, file: string) =>
  withDatabase(location, ({ database }) => writeBackup(database, createWriteStream(file), AT))

const restore = (location: DatabaseLocation, file: string, replace = false) =>
  withDatabase(location, ({ database }) => restoreBackup(database, file, { at: AT, replace }))

const rowsOf = (location: DatabaseLocation) => withDatabase(location, ({ database }) => everyRow(database))

describeOnEachDatabase('a backup', (location) => {
  let directory = ''
  let file = ''
  let original: Record<string, readonly string[]> = {}
  const places = makePlaces()
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-backup-'))
    file = join(directory, 'backup')
    await withDatabase(location(), async (open) => {
      await migrate(open.database, AT)
      const server = await startTestServer(open)
      const odd = { 'scs-0102-prop-min_ram': 1, 'scs-0102-prop-min_disk': -1 }
      const note = 'ä\u2028"\\ \u{1f512} line\nline'
      for (let index = 0; index < 40; index += 1) {
        const upload = [
          plainReport(odd, { note, number: 1e21 }),
          plainReport(odd, { checked_at: `2026-10-${10 + (index % 20)}` }),
        ]
        const { statusCode } = await server.post(signed(server.key, upload))
        assert.equal(statusCode, 200)
      }
      await server.call({
        method: 'POST',
        url: '/api/v1/accounts/gx-scs/keys',
        user: 'chief',
        payload: { name: 'robot' },
        headers: { 'content-type': 'application/json' },
      })
      await server.close()
      original = await everyRow(open.database)
    })
    await save(location(), file)
  })
  after(async () => {
    await places.remove()
    await rm(directory, { recursive: true, force: true })
  })

  test('is restored into an empty database of either kind with every byte, and numbers go on', async () => {
    assert.ok((original.api_key?.length ?? 0) > 0 && (original.submission?.length ?? 0) === 40)
    for (const empty of await places.emptyOnes()) {
      const restored = await restore(empty, file)
      assert.equal(restored.isStateCompared, true)
      assert.deepEqual(await rowsOf(empty), original)
      const again = join(directory, randomUUID())
      await save(empty, again)
      const [first, second] = [await verifyBackup(file), await verifyBackup(again)]
      const audited = (header: typeof first, more: number) =>
        header.tables.map((table) => ({ ...table, rows: table.rows + (table.name === 'audit' ? more : 0) }))
      assert.deepEqual([second.schema, audited(second, 0)], [first.schema, audited(first, 1)])
      await withDatabase(empty, async (open) => {
        const server = await startTestServer(open)
        const { statusCode } = await server.post(signed(server.key, [plainReport({ 'scs-0102-prop-min_ram': 1 })]))
        assert.equal(statusCode, 200)
        await server.close()
      })
    }
  })

  test('is not restored over data unless that is wished', async () => {
    const [empty] = await places.emptyOnes()
    assert.ok(empty)
    await restore(empty, file)
    await assert.rejects(restore(empty, file), { code: 'BACKUP_TARGET_NOT_EMPTY' })
    await withDatabase(empty, ({ database }) => database.deleteFrom('audit').execute())
    await restore(empty, file, true)
    assert.deepEqual(await rowsOf(empty), original)
  })

  test('changes nothing if it is truncated, altered, or no backup', async () => {
    const whole = await readFile(file)
    const text = gunzipSync(whole).toString('utf8')
    const faults: Record<string, Buffer> = {
      empty: Buffer.alloc(0),
      'no backup': gzipSync('{"format":"something"}\n'),
      'not compressed': Buffer.from(text),
      'a byte is missing at the end': whole.subarray(0, -1),
      'half of it': whole.subarray(0, whole.length / 2),
      'one letter is another': gzipSync(text.replace('gx-scs', 'gx-scz')),
      'a row is missing': gzipSync(text.replace(/\n\{"report_id".*/, '')),
      'the checksum is missing': gzipSync(text.split('\n').slice(0, -2).join('\n')),
      'something follows': gzipSync(`${text}{}\n`),
      'something follows the compressed part': Buffer.concat([whole, Buffer.from('x')]),
      'a bit of the compressed part is another': flipBit(whole, Math.floor(whole.length / 3)),
    }
    const target = await places.emptyOnes()
    for (const place of target) await restore(place, file)
    for (const [title, bytes] of Object.entries(faults)) {
      const faulty = join(directory, 'faulty')
      await writeFile(faulty, bytes)
      for (const place of target) {
        await assert.rejects(restore(place, faulty, true), { code: 'BACKUP_FILE_INVALID' }, title)
      }
    }
    for (const place of target) assert.deepEqual(await rowsOf(place), original)
    await assert.rejects(verifyBackup(join(directory, 'missing')), { code: 'BACKUP_FILE_UNREADABLE' })
  })
})

describeOnEachDatabase('a backup of a newer version', (location) => {
  test('is refused, and so is one of an older version whose migration was another', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'siegel-backup-'))
    const places = makePlaces()
    try {
      const file = join(directory, 'backup')
      await withDatabase(location(), ({ database }) => migrate(database, AT))
      await save(location(), file)
      const [first = '', ...lines] = gunzipSync(await readFile(file))
        .toString('utf8')
        .split('\n')
        .slice(0, -2)
      const header = JSON.parse(first)
      const [oldest, ...others] = header.schema
      const schemas = [
        [...header.schema, { name: '9999-newer', sha256: 'a'.repeat(64) }],
        [{ ...oldest, sha256: 'b'.repeat(64) }, ...others],
      ]
      for (const schema of schemas) {
        const counted = [JSON.stringify({ ...header, schema }), ...lines].map((line) => `${line}\n`).join('')
        const sha256 = createHash('sha256').update(counted).digest('hex')
        await writeFile(file, gzipSync(`${counted}${JSON.stringify({ sha256 })}\n`))
        for (const empty of await places.emptyOnes()) {
          await assert.rejects(restore(empty, file), { code: 'BACKUP_FROM_NEWER' })
        }
      }
    } finally {
      await places.remove()
      await rm(directory, { recursive: true, force: true })
    }
  })

  test('is not restored into a database that somebody else uses', async (context) => {
    const place = location()
    if (place.kind === 'directory') return context.diagnostic('only one process can open the directory')
    const directory = await mkdtemp(join(tmpdir(), 'siegel-backup-'))
    try {
      const file = join(directory, 'backup')
      await save(place, file)
      await withDatabase(place, async () => {
        await assert.rejects(restore(place, file, true), { code: 'BACKUP_TARGET_IN_USE' })
      })
    } finally {
      await rm(directory, { recursive: true, force: true })
    }
  })
})

function flipBit(bytes: Buffer, position: number): Buffer {
  const flipped = Buffer.from(bytes)
  flipped[position] = (flipped[position] ?? 0) ^ 4
  return flipped
}

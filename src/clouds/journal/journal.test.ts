import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, type TestContext, test } from 'node:test'
import { CodedError } from '#vocabulary/coded-error.ts'
import { beginJournal } from './journal.ts'
import { journalDirectory } from './journal-directory.ts'
import type { CloudIdentity } from './journal-record.ts'
import { takeLeftJournals } from './left-journals.ts'
import { readJournal } from './read-journal.ts'

const CLOUD: CloudIdentity = { authOrigin: 'https://cloud.example', region: 'R1', projectId: 'p1' }
const clock = () => new Date('2026-11-21T08:00:00Z')

function temporaryDirectory(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-journal-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'journal')
}

const begin = (directory: string, runId = 'run001') => beginJournal({ directory, runId, cloud: CLOUD, clock })
const volume = (name: string) => ({ kind: 'volume', name })

describe('a journal', () => {
  test('has each object on the disk before it is created, readable for its user only', (t) => {
    const directory = temporaryDirectory(t)
    const journal = begin(directory)
    assert.equal(existsSync(directory), false)
    journal.intend({ ...volume('scs-test-volume-run001-1'), parentId: 'x' })
    const read = readJournal(journal.path)
    assert.equal(read?.run.cloud.projectId, 'p1')
    assert.deepEqual(read?.records, [
      {
        record: 'intended',
        number: 1,
        kind: 'volume',
        name: 'scs-test-volume-run001-1',
        parentId: 'x',
        id: null,
        at: '2026-11-21T08:00:00.000Z',
      },
    ])
    assert.equal(statSync(directory).mode & 0o777, 0o700)
    for (const file of readdirSync(directory)) assert.equal(statSync(join(directory, file)).mode & 0o077, 0, file)
    journal.close()
  })

  test('says what may still exist: neither what was refused nor what is gone', (t) => {
    const journal = begin(temporaryDirectory(t))
    const [first, second, third] = ['a', 'b', 'c'].map((name) => journal.intend(volume(name)))
    journal.created(first ?? 0, 'id-a')
    journal.refused(second ?? 0)
    journal.created(third ?? 0, 'id-c')
    journal.gone(first ?? 0)
    assert.deepEqual(
      journal.open().map(({ id, name }) => [name, id]),
      [['c', 'id-c']],
    )
    journal.close()
  })

  test('disappears with its lock when everything in it is gone, and stays otherwise', (t) => {
    const directory = temporaryDirectory(t)
    const done = begin(directory, 'done01')
    done.gone(done.intend(volume('a')))
    done.close()
    assert.deepEqual(readdirSync(directory), [])
    const open = begin(directory, 'open01')
    open.intend(volume('b'))
    open.close()
    assert.ok(existsSync(open.path))
  })

  test('is needed: where it cannot be written nothing may be created', (t) => {
    const directory = temporaryDirectory(t)
    writeFileSync(directory, 'a file where the directory should be')
    assert.throws(
      () => begin(directory).intend(volume('a')),
      (error) => error instanceof CodedError && error.code === 'CLOUDS_JOURNAL_UNUSABLE',
    )
  })

  test('is read to the last whole line, wherever its run was cut off', (t) => {
    const directory = temporaryDirectory(t)
    const journal = begin(directory)
    journal.created(journal.intend(volume('a')), 'id-a')
    journal.intend(volume('b'))
    journal.close()
    const text = readFileSync(journal.path)
    const cut = join(directory, 'cut.jsonl')
    for (let length = 0; length <= text.byteLength; length++) {
      writeFileSync(cut, text.subarray(0, length))
      const whole = text.subarray(0, length).toString().split('\n').length - 1
      assert.equal(readJournal(cut)?.records.length, whole === 0 ? undefined : whole - 1, `${length} bytes`)
    }
  })

  for (const line of ['{"record":"created","number":1}', 'no JSON', '{"record":"unheard-of","number":1}']) {
    test(`with the line ${line} in its middle is refused`, (t) => {
      const directory = temporaryDirectory(t)
      const journal = begin(directory)
      journal.intend(volume('a'))
      journal.close()
      appendFileSync(journal.path, `${line}\n{"record":"gone","number":1}\n`)
      assert.throws(
        () => readJournal(journal.path),
        (error) => error instanceof CodedError && error.code === 'CLOUDS_JOURNAL_MALFORMED',
      )
    })
  }
})

describe('journals that runs have left', () => {
  test('are taken over with what is open in them, a torn last line included', (t) => {
    const directory = temporaryDirectory(t)
    const killed = begin(directory)
    killed.created(killed.intend(volume('a')), 'id-a')
    killed.close()
    appendFileSync(killed.path, '{"record":"inten')
    const [journal] = takeLeftJournals(directory, CLOUD, clock).journals
    assert.deepEqual(
      journal?.open().map(({ id }) => id),
      ['id-a'],
    )
    const number = journal?.open()[0]?.number ?? 0
    journal?.intend(volume('written after the torn line'))
    journal?.gone(number)
    assert.equal(readJournal(killed.path)?.records.length, 4)
    journal?.close()
    const [again] = takeLeftJournals(directory, CLOUD, clock).journals
    assert.deepEqual(
      again?.open().map(({ name }) => name),
      ['written after the torn line'],
    )
    again?.close()
  })

  test('are none of this cloud if project, region or address differ', (t) => {
    const directory = temporaryDirectory(t)
    const journal = begin(directory)
    journal.intend(volume('a'))
    journal.close()
    for (const change of [{ projectId: 'p2' }, { region: null }, { authOrigin: 'https://other.example' }]) {
      assert.deepEqual(takeLeftJournals(directory, { ...CLOUD, ...change }, clock).journals, [])
    }
  })

  test('of a run that is still going on are left alone, and free as soon as its process is killed', async (t) => {
    const directory = temporaryDirectory(t)
    const module = new URL('./journal.ts', import.meta.url).href
    const code = `import { beginJournal } from '${module}'
      const journal = beginJournal({ directory: process.argv[1], runId: 'living', cloud: ${JSON.stringify(CLOUD)}, clock: () => new Date() })
      journal.intend({ kind: 'volume', name: 'a' })
      process.stdout.write('ready')
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', code, directory])
    t.after(() => child.kill('SIGKILL'))
    await once(child.stdout, 'data')
    const during = takeLeftJournals(directory, CLOUD, clock)
    assert.deepEqual([during.journals, during.runningIds], [[], ['living']])
    child.kill('SIGKILL')
    await once(child, 'close')
    const afterwards = takeLeftJournals(directory, CLOUD, clock)
    assert.deepEqual(
      afterwards.journals.map(({ runId }) => runId),
      ['living'],
    )
    for (const journal of afterwards.journals) journal.close()
  })

  test('that cannot be read are told, and hide no other', (t) => {
    const directory = temporaryDirectory(t)
    const journal = begin(directory, 'zzz001')
    journal.intend(volume('a'))
    journal.close()
    writeFileSync(join(directory, 'aaa001.jsonl'), 'no journal\n')
    const { journals, problems } = takeLeftJournals(directory, CLOUD, clock)
    assert.deepEqual([journals.length, problems.map(({ code }) => code)], [1, ['CLOUDS_JOURNAL_MALFORMED']])
    for (const left of journals) left.close()
  })
})

test('journals are below XDG_STATE_HOME, or in the home directory', () => {
  assert.equal(journalDirectory({ XDG_STATE_HOME: '/state' }, '/home/me'), '/state/siegel/journal')
  assert.equal(journalDirectory({}, '/home/me'), '/home/me/.local/state/siegel/journal')
  assert.equal(journalDirectory({ XDG_STATE_HOME: 'relative' }, '/home/me'), '/home/me/.local/state/siegel/journal')
})

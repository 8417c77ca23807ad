import assert from 'node:assert/strict'
import { mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { type AccountFile, openAccountFile } from './account-file.ts'

const AT = new Date('2026-11-21T07:00:00Z')
const LATER = new Date('2026-11-21T08:00:00Z')

describeOnEachOpenDatabase('the account file of a running server', (open) => {
  let directory = ''
  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'siegel-account-file-'))
  })
  after(async () => rm(directory, { recursive: true, force: true }))

  async function withFile(
    name: string,
    text: string,
    work: (file: AccountFile, path: string) => Promise<void>,
    intervalMs = 100,
  ) {
    const path = join(directory, name)
    await writeFile(path, text)
    const time = { now: AT }
    const file = await openAccountFile({
      database: open().database,
      file: path,
      clock: () => time.now,
      intervalMs,
    })
    time.now = LATER
    try {
      await work(file, path)
    } finally {
      file.close()
    }
  }

  async function until(isReached: () => boolean): Promise<void> {
    for (let attempt = 0; attempt < 200 && !isReached(); attempt += 1) await wait(50)
    assert.ok(isReached())
  }

  test('is loaded again when it changes, also where a link is exchanged', async () => {
    await withFile('changed.yaml', 'accounts: [{subject: first}]\n', async (file, path) => {
      assert.deepEqual(file.state(), { file: path, loadedAt: AT, accounts: 1 })
      await writeFile(path, 'accounts: [{subject: first}, {subject: second}]\n')
      await until(() => file.state().accounts === 2)
      assert.deepEqual(file.state(), { file: path, loadedAt: LATER, accounts: 2 })
      await writeFile(join(directory, 'third'), 'accounts: [{subject: a}, {subject: b}, {subject: c}]\n')
      await symlink(join(directory, 'third'), join(directory, 'link'))
      await rename(join(directory, 'link'), path)
      await until(() => file.state().accounts === 3)
    })
  })

  test('stays out of force as long as it has a fault, and its state says which', async () => {
    await withFile('faulty.yaml', 'accounts: [{subject: first}]\n', async (file, path) => {
      await writeFile(path, 'accounts: [{subject: first, delegates: [nobody]}]\n')
      await until(() => file.state().problem !== undefined)
      const { problem, ...rest } = file.state()
      assert.deepEqual(rest, { file: path, loadedAt: AT, accounts: 1 })
      assert.equal(problem?.code, 'SERVER_ACCOUNTS_INVALID')
      assert.match(problem?.message ?? '', /faulty\.yaml:1:\d+.*nobody/)
      await rm(path)
      await until(() => file.state().problem?.code === 'SERVER_ACCOUNTS_UNREADABLE')
      await writeFile(path, 'accounts: []\n')
      await until(() => file.state().problem === undefined)
      assert.equal(file.state().accounts, 0)
    })
  })

  test('is not loaded while it is being written, when accounts at its end would seem to be gone', async () => {
    const whole = 'accounts:\n  - {subject: first}\n  - {subject: second}\n'
    // On a loaded machine a pause between two writes may be long; it must not look like the end.
    const patient = 600
    const work = async (file: AccountFile, path: string) => {
      for (let end = 10; end <= whole.length; end += 3) {
        await writeFile(path, whole.slice(0, end))
        await wait(patient / 6)
      }
      await writeFile(path, `${whole}  - {subject: third}\n`)
      await until(() => file.state().accounts !== 2 || file.state().problem !== undefined)
      assert.deepEqual([file.state().accounts, file.state().problem], [3, undefined])
    }
    await withFile('slow.yaml', whole, work, patient)
  })

  test('is in force as it was written last when it is loaded several times at once', async () => {
    await withFile('hasty.yaml', 'accounts: []\n', async (file, path) => {
      const loads: Promise<number>[] = []
      for (const count of [1, 2, 3]) {
        const entries = Array.from({ length: count }, (_, index) => `{subject: s${index}}`)
        await writeFile(`${path}.new`, `accounts: [${entries.join(', ')}]\n`)
        await rename(`${path}.new`, path)
        loads.push(file.reload())
      }
      await Promise.all(loads)
      assert.equal(file.state().accounts, 3)
    })
  })
})

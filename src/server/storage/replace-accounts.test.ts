import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { AccountEntry } from '../accounts/account.ts'
import { loadAccounts } from '../accounts/load-accounts.ts'
import {
  findAccount,
  readGroupMembers,
  readKeys,
  readListedSubjects,
  readSubjectsDelegatedTo,
} from './account-queries.ts'
import { describeOnEachOpenDatabase } from './each-database.fixture.ts'
import { replaceAccounts } from './replace-accounts.ts'

const FIRST = new Date('2026-11-01T00:00:00Z')
const SECOND = new Date('2026-11-02T00:00:00Z')
const THIRD = new Date('2026-11-03T00:00:00Z')

function entry(subject: string, changes: Partial<AccountEntry> = {}): AccountEntry {
  return { subject, display: {}, passwordHashes: [], keys: [], delegates: [], roles: [], ...changes }
}

const KEY = { keyType: 'ssh-ed25519', keyBody: 'AAAA', name: 'first' }

describeOnEachOpenDatabase('replacing accounts', (open) => {
  test('a delegate may come after the subject that names it', async () => {
    const { database } = open()
    await replaceAccounts(database, [entry('cloud', { delegates: ['ci'] }), entry('ci')], FIRST)
    const ci = await findAccount(database, 'ci')
    assert.ok(ci)
    assert.deepEqual([...(await readSubjectsDelegatedTo(database, ci.account.id))], ['cloud'])
  })

  test('an account that is gone cannot sign in, its keys end, and when it comes back they count again', async () => {
    const { database } = open()
    const cloud = entry('cloud', { passwordHashes: ['h'], keys: [KEY], delegates: ['ci'] })
    await replaceAccounts(database, [cloud, entry('ci')], FIRST)
    const id = (await findAccount(database, 'cloud'))?.account.id
    assert.ok(id !== undefined)
    await replaceAccounts(database, [entry('ci')], SECOND)
    assert.equal(await findAccount(database, 'cloud'), undefined)
    assert.deepEqual(await readKeys(database, id), [{ ...KEY, validUntil: SECOND }])
    const ci = await findAccount(database, 'ci')
    assert.deepEqual([...(await readSubjectsDelegatedTo(database, ci?.account.id ?? -1))], [])
    await replaceAccounts(database, [cloud, entry('ci')], THIRD)
    assert.equal((await findAccount(database, 'cloud'))?.account.id, id)
    assert.deepEqual(await readKeys(database, id), [KEY])
  })

  test('a key that is taken away keeps the end that it got first', async () => {
    const { database } = open()
    await replaceAccounts(database, [entry('cloud', { keys: [KEY] })], FIRST)
    await replaceAccounts(database, [entry('cloud')], SECOND)
    await replaceAccounts(database, [entry('cloud')], THIRD)
    const id = (await findAccount(database, 'cloud'))?.account.id ?? -1
    assert.deepEqual(await readKeys(database, id), [{ ...KEY, validUntil: SECOND }])
  })

  test('clouds and groups are listed, tools and people are not', async () => {
    const { database } = open()
    await replaceAccounts(
      database,
      [
        entry('cloud', { delegates: ['ci'], display: { name: 'The Cloud', operator: 'Somebody' } }),
        entry('ci'),
        entry('auditor', { roles: ['read_any'] }),
        entry('poc-1', { group: 'poc' }),
      ],
      FIRST,
    )
    assert.deepEqual(await readListedSubjects(database), [
      { subject: 'cloud', display: { name: 'The Cloud', operator: 'Somebody' } },
      { subject: 'poc-1', group: 'poc', display: {} },
    ])
    assert.deepEqual(
      (await readGroupMembers(database, 'poc')).map(({ subject }) => subject),
      ['poc-1'],
    )
  })

  test('a faulty account file changes nothing', async () => {
    const { database } = open()
    await replaceAccounts(database, [entry('cloud', { roles: ['admin'] })], FIRST)
    const directory = await mkdtemp(join(tmpdir(), 'siegel-accounts-'))
    try {
      const file = join(directory, 'bootstrap.yaml')
      await writeFile(file, 'accounts:\n  - subject: cloud\n    delegates: [nobody]\n')
      await assert.rejects(loadAccounts(database, file, SECOND), { code: 'SERVER_ACCOUNTS_INVALID' })
      await assert.rejects(loadAccounts(database, join(directory, 'missing.yaml'), SECOND), {
        code: 'SERVER_ACCOUNTS_UNREADABLE',
      })
      assert.deepEqual((await findAccount(database, 'cloud'))?.account.roles, ['admin'])
      await writeFile(file, 'accounts:\n  - subject: cloud\n    roles: [approve]\n')
      assert.equal(await loadAccounts(database, file, SECOND), 1)
      assert.deepEqual((await findAccount(database, 'cloud'))?.account.roles, ['assessor'])
    } finally {
      await rm(directory, { recursive: true })
    }
  })
})

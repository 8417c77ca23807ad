import assert from 'node:assert/strict'
import { test } from 'node:test'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { replaceAccounts } from '../storage/replace-accounts.ts'
import { accountFile, startTestServer } from '../test-server.fixture.ts'
import { parseAccounts } from './parse-accounts.ts'

const LATER = new Date('2026-11-21T07:10:00Z')
const JSON_BODY = { 'content-type': 'application/json' }

describeOnEachOpenDatabase('accounts', (open) => {
  test('what roles allow is recorded in the audit log: who did what', async () => {
    const server = await startTestServer(open())
    try {
      const uploaded = await server.post(signed(server.key, [plainReport({ 'scs-0102-prop-min_ram': -1 })]), {
        user: 'robot',
      })
      const uuid = String(uploaded.headers['siegel-report'])
      const keys = '/api/v1/accounts/gx-scs/keys'
      const made = await server.call({
        method: 'POST',
        url: keys,
        user: 'boss',
        payload: { name: 'x' },
        headers: JSON_BODY,
      })
      const results = await server.get('/results', { user: 'auditor' })
      const [result] = results.json()
      const remarks = [{ ...result, approval: true }]
      await server.call({ method: 'POST', url: '/results', user: 'assessor', payload: remarks, headers: JSON_BODY })
      await server.get('/reports', { user: 'auditor' })
      await server.get(`/reports/${uuid}`, { user: 'auditor' })
      await server.get(keys, { user: 'boss' })
      await server.call({ method: 'DELETE', url: `${keys}/${made.json().id}`, user: 'boss' })
      await server.call({ method: 'POST', url: '/api/v1/retention?dry-run=false', user: 'chief' })
      assert.equal((await server.get('/api/v1/backup', { user: 'chief' })).statusCode, 200)
      await server.get('/api/v1/audit', { user: 'chief' })
      const { items } = (await server.get('/api/v1/audit?limit=100', { user: 'chief' })).json()
      const acts = items.toReversed().map(({ actor, action }: Record<string, string>) => `${actor}: ${action}`)
      assert.deepEqual(acts, [
        'account file: accounts-replaced',
        'robot: reports-accepted',
        'boss: api-key-made',
        'auditor: results-listed',
        'assessor: remark-stored',
        'auditor: reports-listed',
        'auditor: report-read',
        'boss: api-keys-listed',
        'boss: api-key-revoked',
        'chief: reports-forgotten',
        'chief: backup-made',
        'chief: audit-read',
      ])
    } finally {
      await server.close()
    }
  })

  test('an account that is removed can do nothing any more, and its history stays', async () => {
    const server = await startTestServer(open())
    try {
      const uploaded = await server.post(signed(server.key, [plainReport({ 'scs-0102-prop-min_ram': 1 })]))
      const uuid = String(uploaded.headers['siegel-report'])
      const history = '/api/v1/history?subject=gx-scs&scope=scs-compatible-iaas'
      const before = await server.get(history)
      const without = parseAccounts(
        accountFile(server.key).replace(/ {2}- subject: gx-scs[\s\S]*?(?= {2}- subject)/, ''),
        'x',
      )
      assert.ok(!without.some(({ subject }) => subject === 'gx-scs'))
      await replaceAccounts(open().database, without, LATER)
      assert.equal(
        (await server.post(signed(server.key, [plainReport({ 'scs-0102-prop-min_ram': 1 })]))).statusCode,
        401,
      )
      const delegate = await server.post(signed(server.key, [plainReport({ 'scs-0102-prop-min_ram': 1 })]), {
        user: 'zuul',
      })
      assert.equal(delegate.statusCode, 403)
      assert.equal((await server.get(`/page/report/${uuid}`)).statusCode, 200)
      const kept = await server.get(`/reports/${uuid}/signed`, { user: 'auditor' })
      assert.equal(kept.statusCode, 200)
      await replaceAccounts(open().database, parseAccounts(accountFile(server.key), 'x'), LATER)
      const after = await server.get(history)
      assert.deepEqual([before.statusCode, after.statusCode], [200, 200], before.body)
      assert.equal(after.body, before.body)
    } finally {
      await server.close()
    }
  })
})

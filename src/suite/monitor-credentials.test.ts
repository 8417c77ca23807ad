import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { readMonitorCredentials } from './monitor-credentials.ts'
import { temporaryFolder } from './ssh-keygen.fixture.ts'

describe('user and password for the monitor', () => {
  const environment = { SIEGEL_MONITOR_USER: 'env', SIEGEL_MONITOR_PASSWORD: 'secret' }

  test('come from the environment, and options outweigh it', (context) => {
    const passwordFile = join(temporaryFolder(context), 'password')
    writeFileSync(passwordFile, 'from:file\n')
    assert.deepEqual(readMonitorCredentials({ environment }), { user: 'env', password: 'secret' })
    assert.deepEqual(readMonitorCredentials({ environment, user: 'me' }), { user: 'me', password: 'secret' })
    assert.deepEqual(readMonitorCredentials({ environment, passwordFile }), { user: 'env', password: 'from:file' })
    assert.deepEqual(readMonitorCredentials({ environment: {}, passwordFile }), { user: 'from', password: 'file' })
  })

  test('have to be there, and the error says nothing of them', (context) => {
    const missing = { code: 'REPORT_SUBMIT_CREDENTIALS_MISSING', message: /^no |^the user/ }
    const passwordFile = join(temporaryFolder(context), 'password')
    writeFileSync(passwordFile, '\n')
    assert.throws(() => readMonitorCredentials({ environment: {} }), missing)
    assert.throws(() => readMonitorCredentials({ environment: {}, user: 'me' }), missing)
    assert.throws(() => readMonitorCredentials({ environment, passwordFile }), missing)
    assert.throws(() => readMonitorCredentials({ environment, user: 'a:b' }), missing)
    assert.throws(() => readMonitorCredentials({ environment, passwordFile: '/nowhere' }), {
      code: 'SUITE_FILE_UNREADABLE',
    })
  })
})

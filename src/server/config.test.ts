import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CodedError } from '#vocabulary/coded-error.ts'
import { readConfig } from './config.ts'

const URL_WITH_PASSWORD = 'postgres://siegel:hunter2@db.example/siegel'

describe('configuration of the server', () => {
  test('without anything it is an embedded database and this machine only', () => {
    assert.deepEqual(readConfig({}, {}, '/srv'), {
      database: { kind: 'directory', directory: '/srv/.siegel/data' },
      host: '127.0.0.1',
      port: 8080,
      trustedProxies: [],
      credentialPolicy: 'refuse',
      takesWholeUploads: false,
      limits: { readsPerAddress: 6_000, failedSignInsPerAddress: 20, failedSignInsPerAccount: 100 },
      mostConnections: 10,
      logKeyFile: '/srv/.siegel/data/log-key',
    })
  })

  test('a database URL of the environment may hold a password', () => {
    const { database } = readConfig({}, { SIEGEL_DATABASE_URL: URL_WITH_PASSWORD }, '/srv')
    assert.deepEqual(database, { kind: 'postgres', url: URL_WITH_PASSWORD })
  })

  test('the key of the log lies beside an embedded database, and elsewhere where it is said', () => {
    const keyFile = (database: string, key = '') =>
      readConfig({}, { SIEGEL_DATABASE_URL: database, SIEGEL_LOG_KEY: key }, '/srv').logKeyFile
    assert.equal(keyFile(URL_WITH_PASSWORD), undefined)
    assert.equal(keyFile(URL_WITH_PASSWORD, 'log-key'), '/srv/log-key')
    assert.equal(keyFile('', '/etc/siegel/log-key'), '/etc/siegel/log-key')
    const origin = (name: string) => readConfig({}, { SIEGEL_LOG_ORIGIN: name }, '/srv').logOrigin
    assert.equal(origin('compliance.example.org/log'), 'compliance.example.org/log')
    assert.throws(() => origin('two words'), { code: 'SERVER_CONFIGURATION_WRONG' })
  })

  test('--data wins over the environment', () => {
    const { database } = readConfig({ data: 'here' }, { SIEGEL_DATABASE_URL: URL_WITH_PASSWORD }, '/srv')
    assert.deepEqual(database, { kind: 'directory', directory: '/srv/here' })
  })

  test('credentials in reports are refused, or masked where that is wished', () => {
    const policy = (value: string) => readConfig({}, { SIEGEL_REPORT_CREDENTIALS: value }, '/srv').credentialPolicy
    assert.deepEqual([policy(''), policy('refuse'), policy('mask')], ['refuse', 'refuse', 'mask'])
  })

  test('limits, the number of connections, and whether uploads are taken as a whole', () => {
    const environment = {
      SIEGEL_READS_PER_ADDRESS: '0',
      SIEGEL_FAILURES_PER_ADDRESS: '5',
      SIEGEL_FAILURES_PER_ACCOUNT: '7',
      SIEGEL_DATABASE_CONNECTIONS: '3',
      SIEGEL_UPLOADS: 'whole',
    }
    const { limits, mostConnections, takesWholeUploads } = readConfig({}, environment, '/srv')
    assert.deepEqual(limits, { readsPerAddress: 0, failedSignInsPerAddress: 5, failedSignInsPerAccount: 7 })
    assert.deepEqual([mostConnections, takesWholeUploads], [3, true])
  })

  test('nothing is deleted unless a number of months is given, and never what the standards want kept', () => {
    const months = (value: string) => readConfig({}, { SIEGEL_KEEP_MONTHS: value }, '/srv').keepMonths
    assert.deepEqual([months(''), months('18'), months('60')], [undefined, 18, 60])
    for (const value of ['17', '0', '-20', '1e3', 'all', '18.5']) {
      assert.throws(() => months(value), { code: 'SERVER_CONFIGURATION_WRONG' }, value)
    }
  })

  test('listening addresses', () => {
    for (const [listen, host, port] of [
      ['0.0.0.0:80', '0.0.0.0', 80],
      ['[::1]:0', '::1', 0],
      ['localhost:65535', 'localhost', 65_535],
    ] as const) {
      const config = readConfig({ listen }, {}, '/srv')
      assert.deepEqual([config.host, config.port], [host, port])
    }
  })

  test('account file and trusted proxies', () => {
    const config = readConfig({ bootstrap: 'b.yaml' }, { SIEGEL_TRUSTED_PROXIES: '10.0.0.1, 10.0.0.2' }, '/srv')
    assert.equal(config.bootstrapFile, '/srv/b.yaml')
    assert.deepEqual(config.trustedProxies, ['10.0.0.1', '10.0.0.2'])
  })

  for (const [title, options, environment] of [
    ['a password among the arguments', { database: URL_WITH_PASSWORD }, {}],
    ['two databases', { data: 'x', database: 'postgres://db/siegel' }, {}],
    ['a MySQL URL', { database: 'mysql://db/siegel' }, {}],
    ['no URL in the environment', {}, { SIEGEL_DATABASE_URL: 'hunter2@db' }],
    ['a port that does not exist', { listen: '127.0.0.1:65536' }, {}],
    ['no port', { listen: '127.0.0.1' }, {}],
    ['an unknown way with credentials', {}, { SIEGEL_REPORT_CREDENTIALS: 'ignore' }],
    ['an unknown way with uploads', {}, { SIEGEL_UPLOADS: 'some' }],
    ['a limit that is no number', {}, { SIEGEL_READS_PER_ADDRESS: '-1' }],
    ['no connection at all', {}, { SIEGEL_DATABASE_CONNECTIONS: '0' }],
    ['a proxy that is no address', {}, { SIEGEL_TRUSTED_PROXIES: 'nonsense' }],
  ] as const) {
    test(`refused without repeating a password: ${title}`, () => {
      assert.throws(
        () => readConfig(options, environment, '/srv'),
        (error) =>
          error instanceof CodedError &&
          error.code === 'SERVER_CONFIGURATION_WRONG' &&
          !`${error.message} ${error.place} ${error.remedy}`.includes('hunter2'),
      )
    })
  }
})

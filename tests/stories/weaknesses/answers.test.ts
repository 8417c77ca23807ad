import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parseAccounts } from '#server/accounts/parse-accounts.ts'
import { IAAS_UUID, NOW, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '#server/storage/each-database.fixture.ts'
import { replaceAccounts } from '#server/storage/replace-accounts.ts'
import { accountFile, startTestServer, type TestServer } from '#server/test-server.fixture.ts'

const TESTCASE = 'scs-0102-prop-architecture'
const YAML = 'application/x-signed-yaml'
const JSON_TYPE = 'application/x-signed-json'
const SCOPE = 'scs-compatible-iaas'
const KAAS = 'scs-compatible-kaas'

/** Group E of the weaknesses of today’s monitor: answers that are wrong or help nobody. */
describeOnEachOpenDatabase('weaknesses of today’s monitor, answers', (open) => {
  let server: TestServer
  before(async () => {
    server = await startTestServer(open())
    for (const checkedAt of ['2026-11-21 06:00:00', '2026-11-21 06:30:00', '2026-11-21 06:10:00']) {
      const body = signed(server.key, [plainReport({ [TESTCASE]: -1 }, { checked_at: checkedAt })])
      assert.equal((await server.post(body)).statusCode, 200)
    }
  })
  after(async () => server.close())

  const good = JSON.stringify(plainReport({ [TESTCASE]: 1 }))
  const without = (member: string) => JSON.stringify({ ...plainReport({ a: 1 }), [member]: undefined })
  const withResult = (text: string) => JSON.stringify(plainReport({ a: 'HERE' })).replace('"HERE"', text)
  const bodies: readonly (readonly [
    title: string,
    content: string | Buffer,
    contentType: string | null,
    status: number,
  ])[] = [
    ['malformed YAML', 'a: [1', YAML, 422],
    ['malformed JSON', '{"a": ', JSON_TYPE, 422],
    ...['spec', 'run', 'subject', 'checked_at'].map(
      (member) => [`no ${member}`, without(member), JSON_TYPE, 422] as const,
    ),
    ['bytes that are no UTF-8', Buffer.from([0x61, 0x3a, 0x20, 0xff, 0xfe]), YAML, 422],
    ['a key that is there twice', 'a: 1\na: 2\n', YAML, 422],
    ['a key that is there twice, in JSON', '{"a": 1, "a": 2}', JSON_TYPE, 422],
    ['an unknown tag', 'a: !!python/object/apply:os.system [id]\n', YAML, 422],
    ['not a number', withResult('.nan'), YAML, 422],
    ['infinity in JSON', withResult('Infinity'), JSON_TYPE, 422],
    ['NUL', withResult('"\\u0000"'), JSON_TYPE, 422],
    ['half a surrogate pair', withResult('"\\ud800"'), JSON_TYPE, 422],
    ['a byte order mark', `\ufeff${good}`, JSON_TYPE, 422],
    ['deep nesting', `${'['.repeat(10_000)}${']'.repeat(10_000)}`, JSON_TYPE, 422],
    ['a list', '[1]', JSON_TYPE, 422],
    ['a text', '"x"', JSON_TYPE, 422],
    ['an empty mapping', '{}', YAML, 422],
    ['a result that is a text', withResult('"PASS"'), JSON_TYPE, 422],
    ['a result that is true', withResult('true'), JSON_TYPE, 422],
    ['a result of many digits', withResult('99999999999999999999'), JSON_TYPE, 422],
    ['a check at no moment', JSON.stringify(plainReport({ a: 1 }, { checked_at: 'x' })), JSON_TYPE, 422],
    ['no content type', good, null, 415],
    ['a trailing ---, which is fine', `${without('nothing')}\n---\n`, YAML, 200],
  ]
  for (const [title, content, contentType, status] of bodies) {
    test(`weakness 38: an upload with ${title} is answered with ${status}, and why`, async () => {
      const response = await server.post(signed(server.key, content), { contentType })
      const isAccepted = status === 200
      // A byte order mark before JSON may be read or refused (RFC 8259, 8.1), but is never our fault.
      if (title === 'a byte order mark') return assert.ok([200, 422].includes(response.statusCode))
      assert.equal(response.statusCode, status, response.body)
      if (!isAccepted) assert.ok(response.json().detail.length > 5)
    })
  }

  test('weakness 38: odd questions are answered with 4xx, and why', async () => {
    for (const [url, user, status] of [
      ['/reports?limit=-1', 'gx-scs', 400],
      ['/reports?limit=99999999999999999999', 'gx-scs', 400],
      ['/results?skip=abc', 'auditor', 400],
      ['/page/scope/nothing', undefined, 404],
      ['/page/detail/gx-scs/nothing', undefined, 404],
      ['/page/report/%00', undefined, 404],
      ['/page/report/%ff', undefined, 400],
      ['/status?subject=%00', undefined, 400],
      ['/api/v1/reports/%00', undefined, 404],
      ['/reports/%00', 'gx-scs', 404],
    ] as const) {
      const response = await server.get(url, user === undefined ? {} : { user })
      assert.equal(response.statusCode, status, `${url}: ${response.body.slice(0, 200)}`)
    }
    const noAccept = await server.app.inject({ url: '/status', headers: { accept: '' } })
    assert.equal(noAccept.statusCode, 200)
    for (const [payload, status] of [
      ['[{', 400],
      ['[{"reportuuid": "x"}]', 400],
      ['null', 400],
      ['', 400],
    ] as const) {
      const headers = { 'content-type': 'application/json' }
      const response = await server.call({ method: 'POST', url: '/results', user: 'assessor', headers, payload })
      assert.equal(response.statusCode, status, payload)
    }
  })

  test('weakness 39: media types count in any case and with parameters; others are 415', async () => {
    for (const [type, status] of [
      ['application/json', 200],
      ['Application/JSON; charset=utf-8', 200],
      ['text/plain', 415],
      ['application/yaml', 415],
    ] as const) {
      const headers = { 'content-type': type }
      const response = await server.call({ method: 'POST', url: '/results', user: 'assessor', headers, payload: '[]' })
      assert.equal(response.statusCode, status, type)
    }
    for (const contentType of [`${YAML}; charset=utf-8`, 'APPLICATION/X-SIGNED-YAML']) {
      assert.equal((await server.post(signed(server.key, [plainReport({ a: 1 })]), { contentType })).statusCode, 200)
    }
  })

  test('weakness 40: the answer to an upload says where the report is; CR LF in the signature is no fault; nothing sent is told so', async () => {
    const document = plainReport({ [TESTCASE]: 1 })
    const { uuid } = document.run as { uuid: string }
    const body = signed(server.key, [document]).toString('latin1')
    const end = body.indexOf('&')
    const windows = Buffer.from(`${body.slice(0, end).replaceAll('\n', '\r\n')}${body.slice(end)}`, 'latin1')
    const response = await server.post(windows)
    assert.equal(response.statusCode, 200, response.body)
    assert.equal(response.body, 'null')
    assert.equal(response.headers['siegel-report'], uuid)
    assert.equal((await server.get(String(response.headers.location))).statusCode, 200)
    assert.deepEqual((await server.post(signed(server.key, '---\n'))).json(), { detail: 'empty reports' })
    const clean = await server.call({
      ...{ method: 'POST', url: '/api/v1/reports', user: 'gx-scs', payload: signed(server.key, '---\n') },
      headers: { 'content-type': YAML },
    })
    assert.equal(clean.statusCode, 422)
  })

  test('weakness 41: lists begin with the newest, and what the documentation promises is there', async () => {
    const reports: { checked_at: string }[] = (await server.get('/reports?limit=100', { user: 'gx-scs' })).json()
    const moments = reports.map(({ checked_at }) => Date.parse(`${checked_at.replace(' ', 'T').replace('Z', '')}Z`))
    assert.deepEqual(
      moments,
      moments.toSorted((a, b) => b - a),
    )
    const results: { checked_at: string; approval: boolean }[] = (
      await server.get('/results?limit=100', { user: 'auditor' })
    ).json()
    const checked = results.map(({ checked_at }) => checked_at)
    assert.deepEqual(checked, checked.toSorted().reverse())
    const open = (await server.get('/results?approved=false', { user: 'auditor' })).json()
    assert.ok(open.length > 0 && open.every(({ approval }: { approval: boolean }) => !approval))
    assert.equal((await server.get('/metrics/gx-scs')).statusCode, 200)
  })

  test('weakness 42: /status knows short names, is the same text each time, answers HEAD, and may be kept and compressed', async () => {
    const url = `/status?scopeuuid=${SCOPE}`
    const first = await server.get(url)
    assert.deepEqual(Object.keys(first.json()['gx-scs']), [IAAS_UUID])
    assert.equal((await server.get(url)).body, first.body)
    assert.equal((await server.call({ method: 'HEAD', url })).statusCode, 200)
    const { etag } = first.headers
    assert.match(String(etag), /^(?:W\/)?"/)
    assert.equal((await server.get(url, { headers: { 'if-none-match': String(etag) } })).statusCode, 304)
    assert.ok(first.headers['cache-control'])
    const packed = await server.get(url, { headers: { 'accept-encoding': 'gzip' } })
    assert.equal(packed.headers['content-encoding'], 'gzip')
    assert.ok(packed.rawPayload.length < first.rawPayload.length / 4)
  })

  test('weakness 43: an unknown subject or group is no empty page', async () => {
    for (const form of ['page', 'fragment', 'markdown']) {
      for (const name of ['nobody', 'group-nobody', 'group-', 'zuul ']) {
        assert.equal((await server.get(`/${form}/detail/${encodeURIComponent(name)}/${SCOPE}`)).statusCode, 404, name)
      }
    }
    assert.equal((await server.get('/api/v1/compliance/nobody/scs-compatible-iaas')).statusCode, 404)
  })

  test('weakness 44: members of a group may have different scopes, and a new subject needs an entry in the account file only', async () => {
    const text = `${accountFile(server.key)}  - {subject: brand-new, name: Brand New Cloud, operator: Somebody GmbH, group: poc}\n  - {subject: quite-new}\n`
    await replaceAccounts(open().database, parseAccounts(text, 'a.yaml'), NOW)
    const kaas = (await server.get(`/api/v1/scopes/${KAAS}`)).json().uuid
    for (const [subject, spec] of [
      ['brand-new', { uuid: kaas }],
      ['poc-1', { uuid: IAAS_UUID }],
    ] as const) {
      const body = signed(server.key, [plainReport({ [TESTCASE]: 1 }, { subject, spec })])
      assert.equal((await server.post(body, { user: 'robot' })).statusCode, 200)
    }
    for (const scope of [SCOPE, KAAS]) {
      const { statusCode, body } = await server.get(`/page/detail/group-poc/${scope}`)
      assert.equal(statusCode, 200, scope)
      assert.match(body, /Brand New Cloud|brand-new/)
    }
    const { body } = await server.get('/page/table')
    assert.match(body, /quite-new/)
    assert.match(body, /group-poc/)
  })
})

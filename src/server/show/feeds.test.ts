import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { DOMParser } from '@xmldom/xmldom'
import { parseCalendar } from '#pages/feeds/parse-calendar.fixture.ts'
import { plainReport, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

function entriesOf(atom: string) {
  const feed = new DOMParser().parseFromString(atom, 'application/xml')
  const text = (element: ReturnType<typeof feed.getElementsByTagName>[number], name: string) =>
    element.getElementsByTagName(name)[0]?.textContent ?? ''
  return [...feed.getElementsByTagName('entry')].map((entry) => ({
    id: text(entry, 'id'),
    title: text(entry, 'title'),
    updated: text(entry, 'updated'),
    summary: text(entry, 'summary'),
  }))
}

describeOnEachOpenDatabase('feeds and calendars', (open) => {
  let server: TestServer
  const post = async (checkedAt: string, verdict: number) => {
    const document = plainReport({ 'scs-0102-prop-architecture': verdict }, { checked_at: checkedAt })
    const response = await server.post(signed(server.key, [document]))
    assert.equal(response.statusCode, 200, response.body)
  }
  before(async () => {
    server = await startTestServer(open())
    await post('2026-11-02 06:00:00', 1)
    await post('2026-11-09 06:00:00', -1)
  })
  after(async () => server.close())

  test('the feed of a subject says when and why its compliance changed, newest first', async () => {
    const { statusCode, headers, body } = await server.get('/feed/subject/gx-scs.atom')
    assert.equal(statusCode, 200)
    assert.equal(headers['content-type'], 'application/atom+xml; charset=utf-8')
    assert.equal(headers['access-control-allow-origin'], '*')
    const entries = entriesOf(body)
    assert.equal(entries[0]?.title, 'gx-scs, SCS-compatible IaaS: fail')
    assert.equal(entries[0]?.updated, '2026-11-09T06:00:00.000Z')
    assert.match(entries[0]?.summary ?? '', /A new result decided this\. Before: missing/)
    assert.match(
      body,
      /<link rel="self" type="application\/atom\+xml" href="http:\/\/localhost:80\/feed\/subject\/gx-scs\.atom\?lang=en"\/>/,
    )
  })

  test('every feed has the change, and others have not', async () => {
    const ids = async (path: string) => entriesOf((await server.get(path)).body).map(({ id }) => id)
    const [newest = 'none'] = await ids('/feed/subject/gx-scs.atom')
    assert.ok((await ids('/feed/all.atom')).includes(newest))
    assert.ok((await ids('/feed/scope/scs-compatible-iaas.atom')).includes(newest))
    assert.ok((await ids('/feed/subject/gx-scs.atom?lang=de')).includes(newest))
    assert.deepEqual(await ids('/feed/scope/scs-compatible-kaas.atom'), [])
    assert.deepEqual(await ids('/feed/subject/group-poc.atom'), [])
    assert.deepEqual(await ids('/feed/subject/foreign.atom'), [])
    const items = (await server.get('/feed/all.json')).json().items.map(({ id }: { id: string }) => id)
    assert.deepEqual(items, await ids('/feed/all.atom'))
  })

  test('an expiry is a change, too, as soon as it has come', async () => {
    const today = server.time.now
    server.time.now = new Date('2026-11-23T00:00:01Z')
    const [newest] = entriesOf((await server.get('/feed/all.atom')).body)
    server.time.now = today
    assert.equal(newest?.updated, '2026-11-23T00:00:00.000Z')
    assert.match(newest?.summary ?? '', /expired\. Before: fail/)
  })

  test('whoever has a feed or calendar already gets nothing again, by ETag and by date', async () => {
    for (const path of ['/feed/all.atom', '/feed/subject/gx-scs.json', '/calendar/subject/gx-scs.ics']) {
      const { headers } = await server.get(path)
      const asked = async (header: string, value: unknown) =>
        (await server.get(path, { headers: { [header]: String(value) } })).statusCode
      assert.equal(await asked('if-none-match', headers.etag), 304, path)
      assert.equal(await asked('if-modified-since', headers['last-modified']), 304, path)
      assert.equal(await asked('if-modified-since', new Date(0).toUTCString()), 200, path)
      assert.equal(await asked('if-none-match', '"other"'), 200, path)
    }
  })

  test('a new report is news by date, too', async () => {
    const { headers } = await server.get('/feed/all.atom')
    server.time.now = new Date(server.time.now.getTime() + 60_000)
    await post('2026-11-21 06:00:00', 1)
    const since = { headers: { 'if-modified-since': String(headers['last-modified']) } }
    assert.equal((await server.get('/feed/all.atom', since)).statusCode, 200)
  })

  test('the calendar of a subject has its expiries and the timeline of its scopes, in both languages', async () => {
    for (const [language, expiry] of [
      ['en', 'gx-scs, SCS-compatible IaaS: 1 required result expires'],
      ['de', 'gx-scs, SCS-compatible IaaS: 1 erforderliches Ergebnis läuft ab'],
    ]) {
      const { body, headers } = await server.get(`/calendar/subject/gx-scs.ics?lang=${language}`)
      assert.equal(headers['content-type'], 'text/calendar; charset=utf-8')
      const events = parseCalendar(body).components.map(({ properties }) => properties)
      assert.ok(events.some((event) => event.get('SUMMARY') === expiry && event.get('DTSTART') === '20261130T000000Z'))
      assert.ok(events.some((event) => /SCS-compatible IaaS v5\.1/.test(event.get('SUMMARY') ?? '')))
      assert.ok(!events.some((event) => /KaaS/.test(event.get('SUMMARY') ?? '')))
    }
  })

  test('the calendars of a scope and of all have timelines', async () => {
    const summaries = async (path: string) =>
      parseCalendar((await server.get(path)).body).components.map(({ properties }) => properties.get('SUMMARY') ?? '')
    assert.ok((await summaries('/calendar/all.ics')).some((text) => text.startsWith('SCS-compatible KaaS')))
    const scope = await summaries('/calendar/scope/scs-compatible-iaas.ics')
    assert.ok(scope.length > 5)
    assert.ok(scope.every((text) => text.startsWith('SCS-compatible IaaS')))
  })

  test('of what is not there nothing can be subscribed to', async () => {
    for (const path of [
      'feed/subject/nobody.atom',
      'feed/scope/none.atom',
      'calendar/subject/nobody.ics',
      'calendar/scope/none.ics',
    ]) {
      assert.equal((await server.get(`/${path}`)).statusCode, 404, path)
    }
  })
})

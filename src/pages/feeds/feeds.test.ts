import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { DOMParser, type Element } from '@xmldom/xmldom'
import { evaluate } from '#evaluation/evaluate.ts'
import { EXAMPLE_SCOPE_TEXT } from '#scopes/example-scope.ts'
import { parseScope } from '#scopes/parse-scope.ts'
import { HOSTILE_TEXTS } from '../hostile-texts.fixture.ts'
import { LANGUAGES, type Language } from '../language.ts'
import { createView } from '../view.ts'
import { atomFeed } from './atom-feed.ts'
import { calendar } from './calendar.ts'
import { expiryEvents, timelineEvents } from './calendar-events.ts'
import { type FeedData, feedOf, type SubjectChange } from './feed.ts'
import { jsonFeed } from './json-feed.ts'
import { parseCalendar } from './parse-calendar.fixture.ts'

const SCOPE = parseScope(EXAMPLE_SCOPE_TEXT, { fileName: 'example.yaml' })
const BASE = 'https://monitor.example.org/compliance'
const UUID_URN = /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

const view = (language: Language) =>
  createView({ language, isChosen: false, path: '/feed/x.atom', at: new Date('2026-03-04T12:00:00Z') })

function change(at: string, changes: Partial<SubjectChange> = {}): SubjectChange {
  return {
    subject: 'gx-scs',
    name: 'gx-scs',
    scope: { uuid: SCOPE.uuid, name: SCOPE.name, slug: 'example' },
    at: new Date(at),
    before: { standing: 'PASS', shown: 'v2', validity: 'effective' },
    after: { standing: 'PASS', shown: 'v1', validity: 'warn' },
    reason: 'result',
    ...changes,
  }
}

function data(changes: readonly SubjectChange[], name = 'gx-scs'): FeedData {
  return {
    about: { kind: 'subject', key: 'gx-scs', name },
    changes,
    base: BASE,
    pagePath: '/page/detail/gx-scs/example',
    feedPath: '/feed/subject/gx-scs.atom',
    since: new Date('2026-01-01T00:00:00Z'),
  }
}

function parseXml(text: string): Element {
  const parser = new DOMParser({
    onError: (level, message) => {
      if (level !== 'warning' || !message.includes('replacement character')) throw new Error(`${level}: ${message}`)
    },
  })
  return parser.parseFromString(text, 'application/xml').documentElement ?? assert.fail('no document')
}

const children = (element: Element, name: string) =>
  [...element.childNodes].filter((node): node is Element => node.nodeName === name)
const textOf = (element: Element, name: string) => {
  const found = children(element, name)
  assert.equal(found.length, 1, `${name} stands once`)
  return found[0]?.textContent ?? ''
}

/** What RFC 4287 demands of a feed and its entries (4.1.1, 4.1.2). */
function assertAtom(feed: Element): void {
  assert.equal(feed.namespaceURI, 'http://www.w3.org/2005/Atom')
  assert.ok(children(feed, 'author').every((author) => textOf(author, 'name') !== ''))
  assert.equal(children(feed, 'author').length, 1)
  const entries = children(feed, 'entry')
  for (const element of [feed, ...entries]) {
    assert.match(textOf(element, 'id'), UUID_URN)
    assert.notEqual(textOf(element, 'title'), '')
    assert.ok(!Number.isNaN(Date.parse(textOf(element, 'updated'))))
    for (const link of children(element, 'link')) assert.ok(URL.canParse(link.getAttribute('href') ?? ''))
    assert.ok(children(element, 'link').some((link) => link.getAttribute('rel') === 'alternate'))
  }
  const ids = entries.map((entry) => textOf(entry, 'id'))
  assert.equal(new Set(ids).size, ids.length)
}

describe('feeds', () => {
  for (const language of LANGUAGES) {
    test(`a feed in Atom (${language}) is as RFC 4287 wants it, newest first`, () => {
      const changes = [change('2026-02-01T00:00:00Z', { reason: 'expiry' }), change('2026-03-01T06:12:30.250Z')]
      const feed = parseXml(atomFeed(view(language), feedOf(view(language), data(changes))))
      assertAtom(feed)
      assert.equal(feed.getAttribute('xml:lang'), language)
      assert.equal(textOf(feed, 'updated'), '2026-03-01T06:12:30.250Z')
      const [newest] = children(feed, 'entry')
      assert.ok(newest)
      assert.equal(
        textOf(newest, 'title'),
        {
          en: 'gx-scs, Example Cloud: pass, v1 (in force, will soon be replaced)',
          de: 'gx-scs, Example Cloud: bestanden, v1 (in Kraft, wird bald abgelöst)',
        }[language],
      )
      assert.match(textOf(newest, 'summary'), language === 'de' ? /Zuvor: bestanden, v2\./ : /Before: pass, v2\./)
      assert.equal(
        children(newest, 'link')[0]?.getAttribute('href'),
        `${BASE}/page/detail/gx-scs/example?lang=${language}`,
      )
    })
  }

  test('a feed without changes is valid, too', () => {
    const feed = parseXml(atomFeed(view('en'), feedOf(view('en'), data([]))))
    assertAtom(feed)
    assert.equal(textOf(feed, 'updated'), '2026-01-01T00:00:00.000Z')
  })

  test('the identifiers are the same for ever, in both languages, and others for other changes', () => {
    const ids = (language: Language, changes: readonly SubjectChange[]) =>
      feedOf(view(language), data(changes)).entries.map(({ id }) => id)
    const one = change('2026-03-01T06:12:30Z')
    assert.deepEqual(ids('en', [one]), ['urn:uuid:0d71a373-d68d-5bb0-953c-46f1e00972aa'])
    assert.deepEqual(ids('de', [one]), ids('en', [{ ...one, name: 'another name' }]))
    const others = [
      change('2026-03-01T06:12:31Z'),
      change('2026-03-01T06:12:30Z', { subject: 'other' }),
      change('2026-03-01T06:12:30Z', { after: { standing: 'FAIL' } }),
    ]
    assert.equal(new Set(ids('en', [one, ...others])).size, 4)
  })

  test('a feed ends after a hundred entries', () => {
    const many = Array.from({ length: 150 }, (_, index) => change(new Date(Date.UTC(2026, 0, 1, index)).toISOString()))
    const { entries, updatedAt } = feedOf(view('en'), data(many))
    assert.equal(entries.length, 100)
    assert.equal(updatedAt.toISOString(), '2026-01-07T05:00:00.000Z')
  })

  test('the same as JSON Feed', () => {
    const document = jsonFeed(view('en'), feedOf(view('en'), data([change('2026-03-01T06:12:30Z')])))
    assert.equal(document.version, 'https://jsonfeed.org/version/1.1')
    assert.equal(document.items[0]?.date_published, '2026-03-01T06:12:30.000Z')
    assert.match(document.items[0]?.id ?? '', UUID_URN)
  })

  for (const [title, hostile] of HOSTILE_TEXTS) {
    test(`${title} as name of everything stay text in a feed and in a calendar`, () => {
      const scope = { ...SCOPE, name: hostile }
      const one = change('2026-03-01T06:12:30Z', {
        name: hostile,
        scope: { ...scope, slug: hostile.slice(0, 300).toWellFormed() },
        after: { standing: 'PASS', shown: hostile, validity: 'warn' },
      })
      const atom = atomFeed(view('en'), feedOf(view('en'), data([one], hostile)))
      const feed = parseXml(atom)
      assertAtom(feed)
      const names = new Set([...feed.getElementsByTagName('*')].map(({ tagName }) => tagName))
      for (const name of names) {
        assert.match(name, /^(?:id|title|updated|author|name|generator|link|entry|published|summary)$/)
      }
      assert.ok(atom.length < 20_000, 'what is long is cut')
      assert.doesNotMatch(atom, /(?!\n)\p{Cc}|\p{Cs}|[\u061c\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u)

      const events = [
        ...timelineEvents(view('en'), scope, BASE),
        ...expiryEvents(view('en'), { ...question(), name: hostile, scope: { ...one.scope } }),
      ]
      const parsed = parseCalendar(calendar(hostile.slice(0, 200).replaceAll(/[\p{Cc}\p{Cs}]/gu, ' '), 'en', events))
      assert.equal(parsed.components.length, events.length)
      assert.ok(parsed.components.every(({ name, components }) => name === 'VEVENT' && components.length === 0))
      assert.deepEqual(
        parsed.components.map(({ properties }) => properties.get('SUMMARY')),
        events.map(({ summary }) => summary),
      )
    })
  }
})

function question(at = '2026-03-04T12:00:00Z', checkedAt = '2026-03-04T06:00:00Z') {
  const ids = ['scs-9001-first', 'scs-9001-second', 'scs-9002-images', 'scs-9001-nicety']
  const results = ids.map((testcaseId, index) => ({
    testcaseId,
    verdict: 'PASS' as const,
    checkedAt: new Date(index === 1 ? '2026-02-27T06:00:00Z' : checkedAt),
    reportUuid: 'r',
  }))
  return {
    subject: 'gx-scs',
    name: 'gx-scs',
    scope: { uuid: SCOPE.uuid, name: SCOPE.name, slug: 'example' },
    compliance: evaluate({ scope: SCOPE, defaults: new Map(), results, at: new Date(at) }),
    lastCheckedAt: new Date(checkedAt),
    base: BASE,
  }
}

describe('calendars', () => {
  const events = [...expiryEvents(view('de'), question()), ...timelineEvents(view('de'), SCOPE, BASE)]
  const parsed = parseCalendar(calendar('Termine, Fristen; und mehr', 'de', events))
  const summaries = parsed.components.map(({ properties }) => [properties.get('DTSTART'), properties.get('SUMMARY')])

  test('have what RFC 5545 demands, and nothing that rings', () => {
    assert.equal(parsed.name, 'VCALENDAR')
    assert.equal(parsed.properties.get('VERSION'), '2.0')
    assert.ok(parsed.properties.has('PRODID'))
    assert.equal(parsed.properties.get('X-WR-CALNAME'), 'Termine, Fristen; und mehr')
    for (const { name, properties, components } of parsed.components) {
      assert.equal(name, 'VEVENT')
      assert.deepEqual(components, [])
      for (const property of ['UID', 'DTSTAMP', 'DTSTART', 'SEQUENCE', 'SUMMARY', 'URL'])
        assert.ok(properties.has(property))
      assert.match(properties.get('DTSTAMP') ?? '', /^\d{8}T\d{6}Z$/)
      assert.ok(Number(properties.get('SEQUENCE')) < 2 ** 31)
    }
  })

  test('say when required results expire, those of an instant together, recommended ones not', () => {
    assert.deepEqual(summaries.slice(0, 3), [
      ['20260309T000000Z', 'gx-scs, Example Cloud: 1 erforderliches Ergebnis läuft ab'],
      ['20260316T000000Z', 'gx-scs, Example Cloud: 1 erforderliches Ergebnis läuft ab'],
      ['20260501T000000Z', 'gx-scs, Example Cloud: 1 erforderliches Ergebnis läuft ab'],
    ])
    const [, ...others] = expiryEvents(view('de'), question('2026-03-04T12:00:00Z', '2026-02-27T06:00:00Z'))
    assert.equal(others.length, 1)
    const [together] = expiryEvents(view('de'), question('2026-03-04T12:00:00Z', '2026-02-27T06:00:00Z'))
    assert.equal(together?.summary, 'gx-scs, Example Cloud: 2 erforderliche Ergebnisse laufen ab')
  })

  test('say when versions come into force, are being replaced, and end', () => {
    assert.ok(
      summaries.some(([day, text]) => day === '20260701' && text === 'Example Cloud v1: ist nicht mehr in Kraft'),
    )
    assert.ok(summaries.some(([, text]) => text === 'Example Cloud v2: tritt in Kraft'))
  })

  test('no two events have the same identifier', () => {
    assert.equal(new Set(events.map(({ uid }) => uid)).size, events.length)
  })

  test('a later check of the same week revises the event; nothing else does', () => {
    const earlier = expiryEvents(view('en'), question('2026-03-04T12:00:00Z'))
    const unchanged = expiryEvents(view('de'), question('2026-03-05T12:00:00Z'))
    const later = expiryEvents(view('en'), question('2026-03-06T12:00:00Z', '2026-03-06T06:00:00Z'))
    for (const [index, event] of earlier.entries()) {
      assert.equal(unchanged[index]?.uid, event.uid)
      assert.equal(unchanged[index]?.sequence, event.sequence)
      assert.equal(later[index]?.uid, event.uid)
      assert.ok((later[index]?.sequence ?? 0) > event.sequence)
    }
  })

  test('long lines are folded without cutting a character, and read back as they were', () => {
    const summary = `${'ä😀,;\\'.repeat(60)} Ende`
    const [event] = events
    assert.ok(event)
    const text = calendar('x', 'de', [{ ...event, summary, description: 'a\nb\r\nc' }])
    const [component] = parseCalendar(text).components
    assert.equal(component?.properties.get('SUMMARY'), summary)
    assert.equal(component?.properties.get('DESCRIPTION'), 'a\nb\nc')
  })
})

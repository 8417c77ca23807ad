import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { HtmlValidate } from 'html-validate'
import MarkdownIt from 'markdown-it'
import { parseFragment } from 'parse5'
import { htmlElements } from '#pages/embedding/html-elements.ts'
import { HOSTILE_TEXTS } from '#pages/hostile-texts.fixture.ts'
import { report, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

const BASE = 'https://monitor.example.org/compliance'
const TARGETS = [
  'table',
  'table_full',
  'detail/gx-scs/scs-compatible-iaas',
  'detail_full/gx-scs/scs-compatible-iaas',
  'detail/group-poc/scs-compatible-kaas',
  'scope/scs-compatible-iaas',
]

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'no-inline-style': 'error', 'no-raw-characters': 'error', 'heading-level': 'off' },
})
const renderer = new MarkdownIt({ html: true, linkify: true })

const attributesOf = (html: string, name: string) =>
  [...htmlElements(parseFragment(html))].flatMap(({ attrs }) =>
    attrs.filter((attribute) => attribute.name === name).map(({ value }) => value),
  )
const tagsOf = (html: string) => new Set([...htmlElements(parseFragment(html))].map(({ tagName }) => tagName))

describeOnEachOpenDatabase('fragments and Markdown', (open) => {
  let server: TestServer
  let uuid = ''
  const targets = () => [...TARGETS, `report/${uuid}`]
  before(async () => {
    server = await startTestServer(open(), { publicUrl: BASE })
    const short = HOSTILE_TEXTS.map(([, text]) => text.slice(0, 200).toWellFormed().replaceAll('\u0000', ''))
    const document = report({
      judged: short.map((hostile, index) => ({
        testcaseId: index === 0 ? 'scs-0102-prop-architecture' : `scs-0103-flavor-${index}v-4`,
        judgedAt: new Date('2026-11-21T06:12:30Z'),
        judgement: {
          verdict: 'FAIL',
          examined: 1,
          findings: [
            {
              code: 'property-value-not-allowed',
              about: { kind: 'image', name: hostile, id: hostile },
              found: hostile,
              expected: hostile,
            },
          ],
          warnings: [{ code: 'property-missing', about: { kind: 'cloud', name: hostile }, expected: hostile }],
        },
      })),
    })
    const response = await server.post(signed(server.key, [document]))
    assert.equal(response.statusCode, 200, response.body)
    uuid = String(response.headers['siegel-report'])
  })
  after(async () => server.close())
  const isForAccounts = (url: string) => /_full\b/.test(url)
  const get = async (url: string) => {
    const response = await server.get(url, { ...(isForAccounts(url) && { user: 'foreign' }) })
    assert.equal(response.statusCode, 200, url)
    return response
  }

  test('every link of a fragment leads to the public address, or to a place in the fragment', async () => {
    for (const target of targets()) {
      const { body, headers } = await get(`/fragment/${target}?lang=de`)
      assert.equal(headers['access-control-allow-origin'], isForAccounts(target) ? undefined : '*', target)
      const ids = new Set(attributesOf(body, 'id'))
      for (const href of [
        ...attributesOf(body, 'href'),
        ...attributesOf(body, 'src'),
        ...attributesOf(body, 'action'),
      ]) {
        if (href.startsWith('#')) assert.ok(ids.has(decodeURIComponent(href.slice(1))), `${target}: ${href}`)
        else assert.match(href, /^https:\/\//, `${target}: ${href}`)
      }
    }
  })

  test('the overview links the details', async () => {
    const links = attributesOf((await server.get('/fragment/table')).body, 'href')
    assert.ok(links.includes(`${BASE}/page/detail/gx-scs/scs-compatible-iaas`))
  })

  test('identifiers of different fragments never clash where they shall not, and references follow them', async () => {
    const seen = new Set<string>()
    for (const target of targets()) {
      const { body } = await get(`/fragment/${target}?ids=own`)
      const ids = attributesOf(body, 'id')
      for (const names of attributesOf(body, 'aria-labelledby')) {
        for (const name of names.split(' ')) assert.ok(ids.includes(name), name)
      }
      for (const href of attributesOf(body, 'href').filter((one) => one.startsWith('#'))) {
        assert.ok(ids.includes(decodeURIComponent(href.slice(1))), href)
      }
      for (const id of ids) {
        assert.ok(id.startsWith('siegel-'), id)
        assert.ok(!seen.has(id), id)
        seen.add(id)
      }
    }
    assert.ok(seen.size > 20)
  })

  test('a fragment is valid where it is put, whatever a report says, and without anything that runs or loads', async () => {
    for (const target of targets()) {
      const { body } = await get(`/fragment/${target}?heading=3&ids=own`)
      const page = `<!DOCTYPE html>\n<html lang="en"><head><title>x</title></head><body><h1>x</h1><h2>y</h2>\n${body}</body></html>`
      const { results } = await validator.validateString(page)
      const problems = results.flatMap(({ messages }) =>
        messages.map(({ message, ruleId }) => `${message} (${ruleId})`),
      )
      assert.deepEqual(problems, [], target)
      const tags = tagsOf(body)
      for (const tag of ['script', 'img', 'iframe', 'object', 'style', 'link', 'h1', 'h2'])
        assert.ok(!tags.has(tag), tag)
      assert.doesNotMatch(body, /undefined|\[object|NaN/)
    }
  })

  test('whoever asks for a level of headings gets it, and nothing that is none', async () => {
    const { body } = await server.get('/fragment/table?heading=5')
    assert.ok(tagsOf(body).has('h5'))
    assert.match((await server.get('/markdown/table?heading=4')).body, /^#### SCS-compatible IaaS$/m)
    for (const level of ['0', '7', 'x']) {
      assert.equal((await server.get(`/fragment/table?heading=${level}`)).statusCode, 400, level)
    }
  })

  test('Markdown renders to headings, text, tables and links to the public address, whatever a report says', async () => {
    for (const target of targets()) {
      for (const language of ['en', 'de']) {
        const { body, headers } = await get(`/markdown/${target}?lang=${language}`)
        assert.equal(headers['content-type'], 'text/markdown; charset=utf-8')
        const html = renderer.render(body)
        for (const tag of tagsOf(html)) {
          assert.match(tag, /^(?:h[1-6]|p|a|ul|li|table|thead|tbody|tr|th|td)$/, `${target}: ${tag}`)
        }
        for (const href of attributesOf(html, 'href')) {
          assert.match(
            href,
            /^https:\/\/(?:monitor\.example\.org\/compliance\/page\/|docs\.scs\.community\/|(?:raw\.)?github(?:usercontent)?\.com\/)/,
          )
        }
        assert.doesNotMatch(body, /[\u202a-\u202e\u2066-\u2069]|(?!\n)\p{Cc}|undefined|\[object/u)
        assert.ok(
          body.split('\n').every((line) => !/^\s{4}/.test(line)),
          'nothing is indented to code',
        )
      }
    }
  })

  test('German Markdown says in German what a testcase demands', async () => {
    const { body } = await server.get('/markdown/detail/gx-scs/scs-compatible-iaas?lang=de')
    assert.match(body, /Jedes bereitgestellte Image nennt seine Prozessorarchitektur/)
    assert.doesNotMatch(body, /Every provided image/)
  })

  test('tables in Markdown have as many cells in each row as in the head', async () => {
    for (const target of targets()) {
      const html = renderer.render((await get(`/markdown/${target}`)).body)
      for (const [table] of html.matchAll(/<table>[\s\S]*?<\/table>/g)) {
        const columns = table.match(/<th[ >]/g)?.length
        for (const [row] of table.matchAll(/<tr>\n<td[\s\S]*?<\/tr>/g)) {
          assert.equal(row.match(/<td[ >]/g)?.length, columns, target)
        }
      }
    }
  })

  test('a whole report stays with those who may read it', async () => {
    const { headers, statusCode } = await server.get(`/fragment/report_full/${uuid}`, { user: 'gx-scs' })
    assert.equal(statusCode, 200)
    assert.equal(headers['cache-control'], 'no-store')
    assert.equal(headers['access-control-allow-origin'], undefined)
    assert.equal((await server.get(`/fragment/report_full/${uuid}`)).statusCode, 401)
  })

  test('the page with badge, QR code and feeds hands out whole addresses in four formats', async () => {
    const path = '/page/embed/gx-scs/scs-compatible-iaas'
    const { body } = await server.get(`${path}?lang=de`)
    const texts = [...htmlElements(parseFragment(body))].filter(({ tagName }) => tagName === 'code')
    const snippets = texts.map(({ childNodes: [text] }) => (text && 'value' in text ? text.value : ''))
    const image = `${BASE}/badge/gx-scs/scs-compatible-iaas.svg?lang=de`
    const page = `${BASE}/page/detail/gx-scs/scs-compatible-iaas`
    assert.deepEqual(snippets, [
      `<a href="${page}"><img src="${image}" alt="SCS-compatible IaaS, gx-scs" height="24"></a>`,
      `[![SCS-compatible IaaS, gx-scs](${image})](${page})`,
      `.. image:: ${image}\n   :target: ${page}\n   :alt: SCS-compatible IaaS, gx-scs`,
      `image:${image}["SCS-compatible IaaS, gx-scs",link="${page}"]`,
    ])
    assert.equal(renderer.renderInline(snippets[1] ?? '').includes(`<img src="${image}"`), true)
    const { results } = await validator.validateString(body)
    assert.deepEqual(
      results.flatMap(({ messages }) => messages.map(({ message }) => message)),
      [],
    )
    for (const address of [...attributesOf(body, 'href'), ...attributesOf(body, 'src')]) {
      if (address.startsWith('/')) assert.equal((await server.get(address)).statusCode, 200, address)
    }
    assert.equal((await server.get('/page/embed/nobody/scs-compatible-iaas')).statusCode, 404)
  })

  test('without a configured address links lead to where the request came, and a strange host is not repeated', async () => {
    const other = await startTestServer(open())
    const snippets = async (host: string) =>
      (await other.get('/page/embed/gx-scs/scs-compatible-iaas', { headers: { host } })).body
    assert.match(await snippets('monitor.example.net:8443'), /http:\/\/monitor\.example\.net:8443\/badge\//)
    for (const host of ['"><script>', 'a b', 'x/../y', 'evil.example/?']) {
      assert.doesNotMatch(await snippets(host), /<script>|evil|http:\/\//)
    }
    await other.close()
  })
})

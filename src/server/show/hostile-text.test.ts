import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { knownScopes } from '../known-scopes.ts'
import { parseListing } from '../listing/parse-listing.ts'
import { parseSite } from '../listing/parse-site.ts'
import { readBundledScopes } from '../read-bundled-scopes.ts'
import { plainReport, report, signed } from '../signed-reports.fixture.ts'
import { describeOnEachOpenDatabase } from '../storage/each-database.fixture.ts'
import { startTestServer, type TestServer } from '../test-server.fixture.ts'

/** Every text that somebody else writes, as an honest and as a hostile one. */
const HONEST = 'a word'
const HOSTILE: readonly (readonly [title: string, text: string])[] = [
  ['script tags', '</bdi></p></td></script><script>alert(1)</script><img src=x onerror=alert(1)>'],
  ['what ends an attribute', `" onmouseover="alert(1)" ' autofocus onfocus='alert(1)`],
  ['entities', '&lt;script&gt;&#60;b&#62;&amp;nbsp;&quot;'],
  ['characters that turn the direction of writing', 'a\u202egnp.exe\u2066\u2067\u200f'],
  ['Markdown', '[x](javascript:alert(1)) **b** | `c` \n# d\n\n<https://evil.example>'],
  ['ANSI codes', '\u001b[31mred\u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007\u009b2J'],
  ['a template', '$' + '{7*7} {{7*7}} <%= 7*7 %>'],
  ['a long line', 'x'.repeat(95_000)],
]

const INVISIBLE = ['\u202e', '\u2066', '\u001b', '\u0007', '\u009b']
const LONGEST_PAGE = 400_000

describeOnEachOpenDatabase('texts of others', (open) => {
  let server: TestServer
  after(async () => server?.close())
  before(async () => {
    const scopes = knownScopes(readBundledScopes())
    const texts = HOSTILE.map(([, text]) => text).filter((text) => text.length < 150)
    const strange = JSON.stringify(texts.join(' ').slice(0, 180))
    const listing = `{"listing": [{"subject": "gx-scs", "name": ${strange}, "description": ${strange}, "operator": ${strange},
      "regions": [${strange}], "configurations": [${strange}], "website": "https://x.example/%22%3E%3Cscript%3E",
      "listed": [{"scope": "scs-compatible-iaas", "as": "certified"}]}]}`
    const site = `{"imprint": {"en": ${strange}, "de": ${strange}}}`
    server = await startTestServer(open(), {
      published: { listing: parseListing(listing, 'l', scopes), legal: parseSite(site, 's') },
    })
  })

  async function submit(whole: string): Promise<string> {
    const text = whole.slice(0, 2_000)
    const document = report({
      judged: [
        {
          testcaseId: 'scs-0102-prop-architecture',
          judgedAt: server.time.now,
          judgement: {
            verdict: 'FAIL',
            examined: 1,
            findings: [
              {
                code: 'property-value-not-allowed',
                about: { kind: 'image', name: text, id: text },
                found: text,
                expected: text,
              },
            ],
            warnings: [{ code: 'property-missing', about: { kind: 'image', name: text }, expected: text }],
          },
        },
        {
          testcaseId: 'scs-0102-prop-min_ram',
          judgedAt: server.time.now,
          judgement: { verdict: 'ABORT', reason: { class: 'provider-error', detail: text } },
        },
      ],
      commandLine: ['siegel', text],
      assignment: { os_cloud: text },
      checkedAt: server.time.now,
    })
    // What our own program cleans, others may not.
    const raw = JSON.parse(JSON.stringify(document).replaceAll(JSON.stringify('property-missing'), '"another-code"'))
    return post(raw)
  }

  async function submitPlain(text: string): Promise<string> {
    const line = text.replaceAll('\n', ' ')
    return post(
      plainReport(
        {},
        {
          run: {
            uuid: crypto.randomUUID(),
            assignment: { os_cloud: text.slice(0, 2_000) },
            invocations: {
              [text.slice(0, 100)]: {
                cmd: text.slice(0, 2_000),
                rc: 1,
                results: { 'scs-0102-prop-architecture': -1 },
                stdout: [`scs-0102-prop-architecture: FAIL ${line}`, line],
                stderr: [`ERROR: ${line}`, line],
              },
            },
          },
        },
      ),
    )
  }

  async function post(document: ReturnType<typeof plainReport> | ReturnType<typeof report>): Promise<string> {
    const response = await server.post(signed(server.key, [document], 'json'), {
      contentType: 'application/x-signed-json',
    })
    assert.equal(response.statusCode, 200, response.body.slice(0, 500))
    return String(response.headers['siegel-report'])
  }

  async function skeletons(uuids: readonly string[]): Promise<Map<string, string>> {
    const found = new Map<string, string>()
    const paths = [
      'table',
      'table_full',
      'detail/gx-scs/scs-compatible-iaas',
      ...uuids.flatMap((uuid) => [`report/${uuid}`, `report_full/${uuid}`]),
    ]
    const more = [
      '/page/unlisted',
      '/page/history/gx-scs/scs-compatible-iaas',
      '/page/testcase/scs-0102-prop-architecture',
    ]
    const urls = [
      ...['page', 'fragment', 'markdown'].flatMap((form) => paths.map((path) => `/${form}/${path}`)),
      ...more,
      '/page/imprint',
      '/page/standards',
    ]
    for (const [index, url] of urls.entries()) {
      for (const lang of ['en', 'de']) {
        const { body, statusCode } = await server.get(`${url}?lang=${lang}`, { user: 'auditor' })
        assert.equal(statusCode, 200, url)
        assert.ok(body.length < LONGEST_PAGE, `${url}: ${body.length} characters`)
        for (const character of INVISIBLE) assert.ok(!body.includes(character), `${url}: ${character.codePointAt(0)}`)
        const isMarkdown = url.startsWith('/markdown')
        if (isMarkdown) assert.doesNotMatch(body, /<script|<img|(?<!\\)\]\(javascript|<https:\/\/evil/, url)
        // The charts change with every report; of these pages the kinds of tags are compared.
        const skeleton = isMarkdown ? [] : skeletonOf(body)
        found.set(`${index} ${lang}`, (more.includes(url) ? [...new Set(skeleton)].toSorted() : skeleton).join('\n'))
      }
    }
    return found
  }

  test('a line of a million characters is refused with the report', async () => {
    const run = {
      uuid: crypto.randomUUID(),
      invocations: { one: { rc: 0, results: {}, stdout: ['x'.repeat(1_000_000)] } },
    }
    const body = signed(server.key, [plainReport({}, { run })], 'json')
    assert.equal((await server.post(body, { contentType: 'application/x-signed-json' })).statusCode, 422)
  })

  for (const [title, text] of HOSTILE) {
    test(`${title} in any field change nothing in any page, fragment or Markdown`, async () => {
      const honest = await skeletons([await submit(HONEST), await submitPlain(HONEST)])
      server.time.now = new Date(server.time.now.getTime() + 60_000)
      const hostile = await skeletons([await submit(text), await submitPlain(text)])
      for (const [page, skeleton] of honest) assert.equal(hostile.get(page), skeleton, page)
    })
  }
})

/** All tags with the names of their attributes: what a page is made of, without what it says. */
function skeletonOf(html: string): string[] {
  return [...html.matchAll(/<(\/?[a-z][a-z0-9]*)((?:\s+[^\s"'>=]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, tag = '', attributes = '']) =>
      `${tag}${[...attributes.matchAll(/([^\s"=]+)(?:="[^"]*")?/g)].map(([, name]) => ` ${name}`).join('')}`,
  )
}

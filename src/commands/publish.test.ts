import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { HtmlValidate } from 'html-validate'
import { addressesOf, staticStyle } from '#pages/static-site/static-page.ts'
import { NOW, newKey, plainReport, signed } from '#server/signed-reports.fixture.ts'
import { type RunningServer, startServer } from '#server/start-server.ts'
import { accountFile, PASSWORD } from '#server/test-server.fixture.ts'
import { runCommandLine } from './run-command-line.ts'

const MANIFEST = '.siegel-pages.json'

async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .toSorted()
}

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:a11y'],
  rules: { 'no-inline-style': 'error', 'no-raw-characters': 'error', 'long-title': 'off' },
})

describe('siegel publish pages', () => {
  let folder = ''
  let server: RunningServer
  const key = newKey()
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'siegel-publish-'))
    const bootstrapFile = join(folder, 'bootstrap.yaml')
    await writeFile(bootstrapFile, accountFile(key))
    server = await startServer({
      database: { kind: 'directory', directory: join(folder, 'data') },
      bootstrapFile,
      host: '127.0.0.1',
      port: 0,
      clock: () => NOW,
    })
    await post({ 'scs-0102-prop-architecture': -1, 'scs-0102-prop-min_disk': 1 })
  })
  after(async () => {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function post(results: Readonly<Record<string, number>>, checkedAt = '2026-11-21 06:30:00') {
    const authorization = `Basic ${Buffer.from(`gx-scs:${PASSWORD}`).toString('base64')}`
    const response = await fetch(`${server.url}/reports`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/x-signed-yaml' },
      body: new Uint8Array(signed(key, [plainReport(results, { checked_at: checkedAt })])),
    })
    assert.equal(response.status, 200, await response.text())
  }

  async function publish(directory: string, from = server.url) {
    const output = { stdout: '', stderr: '' }
    const exitCode = await runCommandLine(['publish', 'pages', directory, '--from', from], {
      clock: () => NOW,
      environment: {},
      workingDirectory: folder,
      homeDirectory: folder,
      stdin: new PassThrough(),
      stdout: new PassThrough().on('data', (chunk) => {
        output.stdout += chunk
      }),
      stderr: new PassThrough().on('data', (chunk) => {
        output.stderr += chunk
      }),
      signal: new AbortController().signal,
    })
    return { exitCode, ...output }
  }

  test('everything public is there, in both languages, and nothing else', async () => {
    const { exitCode, stdout, stderr } = await publish('site')
    assert.equal(exitCode, 0, stderr)
    const files = await filesBelow(join(folder, 'site'))
    assert.match(stdout, new RegExp(`: ${files.length - 1} files written, 0 removed\n$`))
    for (const language of ['en', 'de']) {
      const wanted = [
        ...['table.html', 'detail/gx-scs/scs-compatible-iaas.html', 'scope/scs-compatible-iaas.html'],
        ...['embed/gx-scs/scs-compatible-iaas.html', 'calendar/all.ics', 'calendar/subject/gx-scs.ics'],
        ...['badge/gx-scs/scs-compatible-iaas.svg', 'badge/gx-scs/scs-compatible-iaas.png'],
        ...['feed/all.atom', 'feed/subject/gx-scs.atom', 'feed/scope/scs-compatible-iaas.atom'],
      ]
      for (const name of wanted) assert.ok(files.includes(`${language}/${name}`), `${language}/${name}`)
      assert.ok(files.some((name) => name.startsWith(`${language}/report/`)))
    }
    assert.ok(files.includes('qr/gx-scs/scs-compatible-iaas.svg'))
    assert.ok(files.some((name) => /^assets\/.*\.css$/.test(name)))
    assert.ok(!files.some((name) => name.includes('_full') || name.includes('.siegel-new-')))
  })

  test('every link within the copy leads to a file of it, with the place in the page, from any path and from the file system', async () => {
    const site = join(folder, 'site')
    const files = new Set(await filesBelow(site))
    const root = pathToFileURL(`${site}/`).href
    const linked = new Set<string>()
    for (const name of files) {
      const text = await readFile(join(site, name), 'utf8')
      const addresses: string[] = []
      if (name.endsWith('.html')) addresses.push(...addressesOf(text))
      if (name.endsWith('.css')) staticStyle(text, (address) => addresses[addresses.push(address) - 1] ?? address)
      for (const address of addresses) {
        if (/^(?:https?|data):/.test(address)) continue
        assert.doesNotMatch(address, /^\//, `${name}: ${address}`)
        const url = new URL(address, root + name)
        const target = decodeURIComponent(url.href.split('#')[0]?.slice(root.length) ?? '')
        assert.ok(files.has(target), `${name}: ${address}`)
        const place = decodeURIComponent(url.hash.slice(1))
        if (place !== '')
          assert.ok((await readFile(join(site, target), 'utf8')).includes(`id="${place}"`), `${name}: ${address}`)
        if (target !== name) linked.add(target)
      }
    }
    const pages = [...files].filter((name) => /\.(?:html|css)$/.test(name) && name !== 'index.html')
    assert.ok(pages.length > 10, String(pages.length))
    assert.deepEqual(
      pages.filter((name) => !linked.has(name)),
      [],
      'every page is reached from another',
    )
  })

  test('pages with drafts, which need an account, are linked where they are', async () => {
    for (const language of ['en', 'de']) {
      const table = await readFile(join(folder, `site/${language}/table.html`), 'utf8')
      const drafts = addressesOf(table).filter((address) => address.includes('_full'))
      assert.deepEqual(drafts, [`${server.url}/page/table_full?lang=${language}`])
    }
  })

  test('every page is valid HTML in its language, says that it is a copy of when, and links the live page', async () => {
    const site = join(folder, 'site')
    for (const name of await filesBelow(site)) {
      if (!name.endsWith('.html')) continue
      const text = await readFile(join(site, name), 'utf8')
      const { results } = await validator.validateString(text)
      assert.deepEqual(
        results.flatMap(({ messages }) => messages.map(({ line, message }) => `${line}: ${message}`)),
        [],
        name,
      )
      assert.match(text, /2026-11-21 07:00 UTC|21\.11\.2026, 07:00 UTC/)
      assert.doesNotMatch(text, /<script/)
      if (name === 'index.html') continue
      const language = name.slice(0, 2)
      assert.match(text, new RegExp(`<html lang="${language}"`))
      assert.match(text, language === 'de' ? /Dies ist eine Kopie vom/ : /This is a copy from/)
      const path = name.slice(3, -'.html'.length)
      assert.ok(text.includes(`href="${server.url}/page/${path}?lang=${language}"`), name)
    }
  })

  test('a badge in the copy names its day', async () => {
    const badge = await readFile(join(folder, 'site/de/badge/gx-scs/scs-compatible-iaas.svg'), 'utf8')
    assert.match(badge, />nicht bestanden \(2026-11-21\)</)
  })

  test('a second run replaces what changed, removes what is gone, and leaves files of others alone', async () => {
    const site = join(folder, 'site')
    await writeFile(join(site, 'CNAME'), 'pages.example.org')
    await writeFile(join(site, 'de', 'own.html'), 'mine')
    const manifest = JSON.parse(await readFile(join(site, MANIFEST), 'utf8'))
    const gone = 'en/detail/gone/scs-compatible-iaas.html'
    await mkdir(dirname(join(site, gone)), { recursive: true })
    await writeFile(join(site, gone), 'of an earlier run')
    await writeFile(join(site, MANIFEST), JSON.stringify({ ...manifest, files: [...manifest.files, gone] }))
    await mkdir(join(site, '.siegel-new-abc'))
    const before = await readFile(join(site, 'en/table.html'), 'utf8')
    await post({ 'scs-0102-prop-architecture': 1, 'scs-0102-prop-min_disk': 1 }, '2026-11-21 06:45:00')
    const { exitCode, stdout, stderr } = await publish('site')
    assert.equal(exitCode, 0, stderr)
    // With it go the pages of the report that nothing rests on any more, one in each language.
    assert.match(stdout, /, 3 removed\n$/)
    const files = await filesBelow(site)
    assert.ok(!files.includes(gone))
    assert.ok(!(await readdir(join(site, 'en/detail'))).includes('gone'))
    assert.ok(!(await readdir(site)).some((name) => name.startsWith('.siegel-new-')))
    assert.equal(await readFile(join(site, 'CNAME'), 'utf8'), 'pages.example.org')
    assert.equal(await readFile(join(site, 'de/own.html'), 'utf8'), 'mine')
    assert.notEqual(await readFile(join(site, 'en/table.html'), 'utf8'), before)
  })

  test('what others put in the way is not replaced; nothing is changed then', async () => {
    const outside = join(folder, 'outside')
    await mkdir(outside)
    const ways: readonly (readonly [title: string, prepare: (directory: string) => Promise<unknown>])[] = [
      ['a file', (directory) => writeFile(join(directory, 'index.html'), 'mine')],
      ['a link to elsewhere', (directory) => symlink(outside, join(directory, 'de'))],
      ['a list that is not ours', (directory) => writeFile(join(directory, MANIFEST), '{"files": ["../outside/x"]}')],
      [
        'a list that leads elsewhere',
        (directory) => writeFile(join(directory, MANIFEST), JSON.stringify({ format: 1, files: ['../outside/x'] })),
      ],
    ]
    await writeFile(join(outside, 'x'), 'x')
    for (const [title, prepare] of ways) {
      const directory = await mkdtemp(join(folder, 'refused-'))
      await prepare(directory)
      const before = await filesBelow(directory)
      const { exitCode, stderr } = await publish(directory)
      assert.equal(exitCode, 3, title)
      assert.match(stderr, /SUITE_PUBLISH_TARGET_REFUSED/, title)
      assert.deepEqual(await filesBelow(directory), before, title)
      assert.deepEqual(await readdir(outside), ['x'], title)
    }
  })

  test('when the monitor is down, or is none, the copy stays as it is', async () => {
    const site = join(folder, 'site')
    const before = await readFile(join(site, 'en/table.html'), 'utf8')
    const broken = createServer((_, response) => {
      response.statusCode = 500
      response.end()
    })
    await new Promise<void>((resolve) => broken.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(broken.address() as AddressInfo).port}`
    assert.match((await publish('site', url)).stderr, /SUITE_MONITOR_REFUSED/)
    await new Promise((resolve) => broken.close(resolve))
    assert.match((await publish('site', url)).stderr, /SUITE_MONITOR_UNREACHABLE/)
    for (const from of ['ftp://example.org', 'https://user:secret@example.org', 'nothing']) {
      const { stderr } = await publish('site', from)
      assert.match(stderr, /SUITE_OPTION_INVALID/)
      assert.doesNotMatch(stderr, /secret/)
    }
    assert.equal(await readFile(join(site, 'en/table.html'), 'utf8'), before)
    assert.ok(!(await readdir(site)).some((name) => name.startsWith('.siegel-new-')))
  })

  test('a hostile site leads the copy neither to other sites nor out of its directory, and its pages end', async () => {
    const asked: string[] = []
    const hostile = createServer(({ url = '' }, response) => {
      asked.push(url)
      if (url.startsWith('/page/redirect')) {
        response.writeHead(302, { location: 'http://127.0.0.1:1/page/x' }).end()
        return
      }
      response.setHeader('content-type', 'text/html')
      response.end(`<!doctype html><title>x</title><body>
        <a href="/page/../../../etc/passwd">a</a><a href="/page/%2e%2e/%2e%2e/x">b</a><a href="/page/..%2fx">c</a>
        <a href="http://127.0.0.1:1/page/x">d</a><a href="//127.0.0.1:1/page/x">e</a><a href="/page/redirect">f</a>
        <a href="/page/.hidden">g</a><a href="javascript:alert(1)">h</a><a href="/page/table?sort=${asked.length}">i</a>
        <a href="/page/a/b/c/d/e/f/g/h">j</a><a href="\\\\evil">k</a><script>alert(1)</script><img src="/page/x" alt="">`)
    })
    await new Promise<void>((resolve) => hostile.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(hostile.address() as AddressInfo).port}`
    const { exitCode, stderr } = await publish('hostile', url)
    await new Promise((resolve) => hostile.close(resolve))
    assert.equal(exitCode, 0, stderr)
    const files = await filesBelow(join(folder, 'hostile'))
    for (const file of files)
      assert.match(
        file,
        /^(?:\.siegel-pages\.json|index\.html|(?:en|de)\/(?:etc|x|table|passwd|feed|calendar)[\w./]*)$/,
      )
    assert.ok(
      asked.every((address) => !/sort=|%2|\.\./.test(address)),
      asked.join(' '),
    )
    assert.ok(asked.length < 30)
    assert.doesNotMatch(await readFile(join(folder, 'hostile/en/table.html'), 'utf8'), /<script/)
  })
})

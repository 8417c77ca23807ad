import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { companionsOf, fileName, liveAddress, relativeAddress, siteFileOf } from './site-file.ts'
import { addressesOf, staticPage, staticStyle } from './static-page.ts'

function fileOf(address: string): string | undefined {
  const [path = '', query = ''] = address.split('?')
  const file = siteFileOf(path, new URLSearchParams(query), 'de')
  return file && fileName(file)
}

describe('what belongs to a copy, and where', () => {
  const rows: readonly (readonly [address: string, file: string | undefined])[] = [
    ['/page/table', 'de/table.html'],
    ['/page/table?lang=en', 'en/table.html'],
    ['/page/detail/noris-1.34/scs-compatible-kaas', 'de/detail/noris-1.34/scs-compatible-kaas.html'],
    ['/badge/gx-scs/scs-compatible-iaas.svg?lang=en', 'en/badge/gx-scs/scs-compatible-iaas.svg'],
    ['/feed/all.atom', 'de/feed/all.atom'],
    ['/assets/siegel.css', 'assets/siegel.css'],
    ['/qr/gx-scs/scs-compatible-iaas.svg?lang=de', 'qr/gx-scs/scs-compatible-iaas.svg'],
    ['/page/table?layer=IaaS', undefined],
    ['/page/table?lang=xx', undefined],
    ['/page/report_full/x', undefined],
    ['/page/unlisted', undefined],
    ['/page/', undefined],
    ['/page/../x', undefined],
    ['/page/.hidden', undefined],
    ['/page/a%2fb', undefined],
    ['/page/a/b/c/d/e/f', undefined],
    ['/page/x.', undefined],
    ['/api/v1/openapi.json', undefined],
    ['/reports', undefined],
    ['/', undefined],
  ]
  for (const [address, file] of rows) test(address, () => assert.equal(fileOf(address), file))

  test('badges are asked for with their day', () => {
    assert.equal(liveAddress({ path: '/badge/a/b.svg', language: 'de' }), '/badge/a/b.svg?lang=de&dated=true')
    assert.equal(liveAddress({ path: '/assets/siegel.css' }), '/assets/siegel.css')
  })

  test('what accompanies the page of a subject belongs to the copy itself', () => {
    for (const { path, language } of companionsOf({
      path: '/page/detail/group-poc/scs-compatible-iaas',
      language: 'en',
    })) {
      assert.deepEqual(siteFileOf(path, new URLSearchParams(), 'en'), { path, language })
    }
    assert.deepEqual(companionsOf({ path: '/page/table', language: 'en' }), [])
  })
})

describe('addresses from one file to another', () => {
  for (const [from, to, address] of [
    ['de/table.html', 'de/table.html', 'table.html'],
    ['de/table.html', 'en/table.html', '../en/table.html'],
    ['de/detail/a/b.html', 'assets/x.css', '../../../assets/x.css'],
    ['index.html', 'de/table.html', 'de/table.html'],
    ['de/detail/a/b.html', 'de/detail/c/b.html', '../c/b.html'],
  ] as const) {
    test(`${from} to ${to}`, () => {
      assert.equal(relativeAddress(from, to), address)
      assert.equal(new URL(address, `file:///x/${from}`).href, `file:///x/${to}`)
    })
  }
})

describe('a page in a copy', () => {
  const page = (body: string) =>
    staticPage(`<!doctype html><html lang="de"><head><title>x</title></head><body><main>${body}</main></body></html>`, {
      language: 'de',
      at: new Date('2026-11-21T07:00:00Z'),
      live: 'https://monitor.example.org/page/x?lang=de&a=b',
      resolve: (address) => `resolved:${address}`,
    })

  test('says what it is, and links the live page', () => {
    const text = page('<h1>x</h1>')
    assert.match(
      text,
      /<main><p class="note" role="note">Dies ist eine Kopie vom [^<]*<a href="https:\/\/monitor\.example\.org\/page\/x\?lang=de&amp;a=b">/,
    )
    assert.match(text, /<link rel="canonical" href="https:\/\/monitor/)
  })
  test('has addresses of the copy, and what would need the monitor is gone', () => {
    const text = page(
      '<a href="/page/y">y</a><ul><li><a href="/page/x?lang=de&amp;theme=dark">dark</a></li><li><a href="/z">z</a></li></ul><script src="/assets/x.js"></script><img src="/p.svg" alt="">',
    )
    assert.deepEqual(
      addressesOf(text).filter((address) => address.startsWith('resolved:')),
      ['resolved:/page/y', 'resolved:/z', 'resolved:/p.svg'],
    )
    assert.match(text, /<ul><li><a href="resolved:\/z">z<\/a><\/li><\/ul>/)
    assert.doesNotMatch(text, /script|theme/)
  })
  test('text of others stays text', () => {
    assert.match(
      page('<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; \u202e</p>'),
      /<p>&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp;amp; \u202e<\/p>/,
    )
  })
  test('style sheets have addresses of the copy', () => {
    const resolve = (address: string) => (address.startsWith('/') ? `..${address}` : address)
    assert.equal(
      staticStyle(`a{b:url(/x.svg);c:url("/y z.svg");d:url('data:image/svg+xml,x');e:url(z.svg)}`, resolve),
      `a{b:url("../x.svg");c:url("../y z.svg");d:url('data:image/svg+xml,x');e:url(z.svg)}`,
    )
  })
})

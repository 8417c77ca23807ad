import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { embeddableHtml } from './embeddable-html.ts'
import { embeddableMarkdown } from './embeddable-markdown.ts'

const BASE = 'https://monitor.example.org/compliance'
const embed = (html: string, heading?: number) =>
  embeddableHtml(html, { base: BASE, prefix: 'siegel-x-', ...(heading !== undefined && { heading }) })

describe('the content of a page elsewhere', () => {
  const rows: readonly (readonly [title: string, html: string, expected: string])[] = [
    ['links lead to the site', '<a href="/page/x?lang=de#y">z</a>', `<a href="${BASE}/page/x?lang=de#y">z</a>`],
    ['pictures come from the site', '<img src="/badge/x.svg" alt="">', `<img src="${BASE}/badge/x.svg" alt="">`],
    ['other links stay', '<a href="https://a.example/">z</a>', '<a href="https://a.example/">z</a>'],
    ['links to other hosts do not become our own', '<a href="//a.example/">z</a>', '<a href="//a.example/">z</a>'],
    [
      'identifiers and what refers to them have a prefix',
      '<h2 id="a">b</h2><a href="#a">b</a><table aria-labelledby="a c"></table>',
      '<h2 id="siegel-x-a">b</h2><a href="#siegel-x-a">b</a><table aria-labelledby="siegel-x-a siegel-x-c"></table>',
    ],
    ['escaped text stays escaped', '<p>&lt;script&gt; &amp;amp; "</p>', '<p>&lt;script&gt; &amp;amp; "</p>'],
  ]
  for (const [title, html, expected] of rows) test(title, () => assert.equal(embed(html), expected))

  test('headings continue those of the page around', () => {
    const html = '<h2>a</h2><h3>b</h3><h5>c</h5>'
    assert.equal(embed(html), html)
    assert.equal(embed(html, 1), '<h1>a</h1><h2>b</h2><h4>c</h4>')
    assert.equal(embed(html, 4), '<h4>a</h4><h5>b</h5><h6>c</h6>')
    assert.equal(embed('<p>none</p>', 4), '<p>none</p>')
  })
})

describe('our Markdown elsewhere', () => {
  test('links lead to the site, and what only looks like one stays', () => {
    assert.equal(embeddableMarkdown('[a](/page/x) \\]\\(/y', { base: BASE }), `[a](${BASE}/page/x) \\]\\(/y`)
    assert.equal(embeddableMarkdown('[a](https://b.example/)', { base: BASE }), '[a](https://b.example/)')
  })
  test('headings continue those of the document around', () => {
    assert.equal(embeddableMarkdown('# a\n\n### b\n', { base: BASE, heading: 3 }), '### a\n\n##### b\n')
    assert.equal(embeddableMarkdown('## a\n\n\\# b\n', { base: BASE, heading: 1 }), '# a\n\n\\# b\n')
    assert.equal(embeddableMarkdown('# a\n', { base: BASE }), '# a\n')
  })
})

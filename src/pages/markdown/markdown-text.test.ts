import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { markdownBlocks, markdownLink, markdownTable, markdownText } from './markdown-text.ts'

describe('text in Markdown', () => {
  for (const [text, expected] of [
    ['Ubuntu 24.04', 'Ubuntu 24.04'],
    ['<script>alert(1)</script>', '&lt;script&gt;alert\\(1\\)&lt;/script&gt;'],
    ['[x](javascript:alert(1))', '\\[x\\]\\(javascript\\:alert\\(1\\)\\)'],
    ['![x](y)', '\\!\\[x\\]\\(y\\)'],
    ['a | b\n| c', 'a \\| b \\| c'],
    ['`code` *bold* _it_ ~~no~~', '\\`code\\` \\*bold\\* \\_it\\_ \\~\\~no\\~\\~'],
    ['# title', '\\# title'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['&lt;b&gt;', '&amp;lt;b&amp;gt;'],
    ['a\\', 'a\\\\'],
    ['\u202egnp.exe', 'gnp.exe'],
    ['{{ liquid }}', '\\{\\{ liquid \\}\\}'],
  ] as const) {
    test(`${JSON.stringify(text)} shows exactly itself`, () => {
      assert.equal(markdownText(text), expected)
    })
  }

  test('links lead to the web or within the site, and nowhere else', () => {
    assert.equal(markdownLink('a]b', '/page/x'), '[a\\]b](/page/x)')
    assert.equal(markdownLink('a', 'https://example.org/(x)'), '[a](https://example.org/%28x%29)')
    for (const address of ['javascript:alert(1)', 'data:text/html,x', '//evil.example', 'x']) {
      assert.equal(markdownLink('a', address), 'a', address)
    }
  })

  test('tables and blocks are laid out', () => {
    const table = markdownTable(['a', 'b'], [['1', '2']])
    assert.equal(table, '| a | b |\n| --- | --- |\n| 1 | 2 |')
    assert.equal(markdownBlocks(['x', '', table]), `x\n\n${table}\n`)
  })
})

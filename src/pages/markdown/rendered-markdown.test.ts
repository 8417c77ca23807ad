import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import MarkdownIt from 'markdown-it'
import { parseFragment } from 'parse5'
import { htmlElements } from '../embedding/html-elements.ts'
import { HOSTILE_TEXTS } from '../hostile-texts.fixture.ts'
import { plainText } from '../plain-text.ts'
import { markdownBlocks, markdownLink, markdownTable, markdownText } from './markdown-text.ts'

/** As permissive as a renderer can be: HTML goes through, bare addresses become links. */
const renderer = new MarkdownIt({ html: true, linkify: true, typographer: false })

function render(markdown: string) {
  const fragment = parseFragment(renderer.render(markdown))
  const elements = [...htmlElements(fragment)]
  const text = (node: (typeof elements)[number]): string =>
    node.childNodes
      .map((child) => ('value' in child ? child.value : 'childNodes' in child ? text(child as typeof node) : ''))
      .join('')
  return { tags: elements.map(({ tagName }) => tagName), text, elements }
}

describe('what a renderer of Markdown makes of hostile text', () => {
  for (const [title, hostile] of HOSTILE_TEXTS) {
    const shown = plainText(hostile, 4_000)
    const own = markdownText(hostile)
    const places: readonly (readonly [
      place: string,
      markdown: string,
      tags: readonly string[],
      texts: readonly string[],
    ])[] = [
      ['a paragraph', own, ['p'], [shown]],
      ['a heading', `## ${own}`, ['h2'], [shown]],
      ['a list', `- ${own}\n- x`, ['ul', 'li', 'li'], [shown, 'x']],
      ['a link', markdownLink(hostile, '/page/x'), ['p', 'a'], [shown]],
      [
        'a table',
        markdownTable(['a', 'b'], [[own, 'x']]),
        ['table', 'thead', 'tr', 'th', 'th', 'tbody', 'tr', 'td', 'td'],
        ['a', 'b', shown, 'x'],
      ],
    ]
    for (const [place, markdown, tags, texts] of places) {
      test(`${title} in ${place}: only the text is there`, () => {
        const rendered = render(markdownBlocks([markdown]))
        assert.deepEqual(rendered.tags, tags)
        const leaves = rendered.elements.filter(({ tagName }) => /^(?:p|h2|li|td|th)$/.test(tagName))
        assert.deepEqual(
          leaves.map((leaf) => rendered.text(leaf).trim()),
          texts,
        )
      })
    }
  }
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { DOMParser } from '@xmldom/xmldom'
import { LANGUAGES } from '../language.ts'
import { badgeOf } from './badge.ts'
import { BADGE_STATES } from './badge-state.ts'
import { BADGE_COLOURS, badgeSvg } from './badge-svg.ts'
import { textWidth } from './glyph-widths.ts'
import { shieldsDocument } from './shields-document.ts'

const HOSTILE = [
  '"><script>alert(1)</script>',
  ']]><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
  '\u202eevil\u0000\u001b[31m\ud83d\ufffe',
  '& &amp; &lt;b&gt; <!-- -->',
  `${'x'.repeat(1_000_000)}\n`,
]

function parse(svg: string) {
  const document = new DOMParser({
    onError: (level, message) => {
      // The parser warns of the sign that stands for half a character; it is a character like others.
      if (level !== 'warning' || !message.includes('replacement character')) throw new Error(`${level}: ${message}`)
    },
  }).parseFromString(svg, 'image/svg+xml')
  assert.ok(document.documentElement)
  return document
}

function texts(svg: string): string[] {
  return [...parse(svg).getElementsByTagName('text')].map(({ textContent }) => textContent ?? '')
}

describe('badges', () => {
  for (const language of LANGUAGES) {
    for (const state of BADGE_STATES) {
      test(`${state} (${language}) is sound XML, says itself to those who do not see it, and needs nothing else`, () => {
        const badge = badgeOf({ language, state, subject: 'gx-scs', scope: 'SCS-compatible IaaS' })
        const svg = badgeSvg(badge, language)
        assert.deepEqual(texts(svg), ['SCS-compatible IaaS', badge.message])
        const root = parse(svg).documentElement
        assert.equal(root?.getAttribute('role'), 'img')
        assert.equal(root?.getAttribute('aria-label'), `gx-scs, SCS-compatible IaaS: ${badge.message}`)
        assert.doesNotMatch(svg, /href|url\(|style|<script|<image|\bid=/)
      })

      test(`${state} (${language}) is told in words and has room for them`, () => {
        const { message } = badgeOf({ language, state })
        const width = /width="(\d+)"/.exec(badgeSvg(badgeOf({ language, state }), language))?.[1]
        assert.ok(message.length > 3)
        assert.ok(Number(width) > textWidth(message, 12) + 30)
      })
    }
  }

  test('no two states have the same words', () => {
    for (const language of LANGUAGES) {
      const messages = BADGE_STATES.map((state) => badgeOf({ language, state }).message)
      assert.equal(new Set(messages).size, BADGE_STATES.length, language)
    }
  })

  test('white writing stands out from every colour (WCAG 2.2, 1.4.3)', () => {
    for (const colour of Object.values(BADGE_COLOURS)) {
      const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
        const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255
        return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
      })
      const contrast = 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)
      assert.ok(contrast >= 4.5, `${colour}: ${contrast}`)
    }
  })

  for (const [index, hostile] of HOSTILE.entries()) {
    test(`hostile text ${index} stays text`, () => {
      const badge = badgeOf({ language: 'en', state: 'fail', subject: hostile, scope: hostile })
      const svg = badgeSvg(badge, 'en')
      const document = parse(svg)
      assert.deepEqual(
        [...document.getElementsByTagName('*')].map(({ tagName }) => tagName),
        ['svg', 'title', 'rect', 'path', 'rect', 'path', 'g', 'text', 'text'],
      )
      assert.equal(document.getElementsByTagName('title')[0]?.textContent, badge.title)
      assert.doesNotMatch(svg, /[\p{Cs}\u202a-\u202e\ufffe]|(?!\n)\p{Cc}/u)
      assert.ok(svg.length < 4_000)
    })
  }

  test('a copy names its day', () => {
    const badge = badgeOf({ language: 'de', state: 'pass', scope: 'X', day: '2026-11-21' })
    assert.equal(badge.message, 'bestanden (2026-11-21)')
  })

  test('the document for shields.io has its members, and says of the unknown that it is an error', () => {
    const badge = badgeOf({ language: 'en', state: 'pass', scope: 'SCS-compatible IaaS' })
    assert.deepEqual(shieldsDocument(badge, 60), {
      schemaVersion: 1,
      label: 'SCS-compatible IaaS',
      message: 'pass',
      color: '0f6130',
      cacheSeconds: 60,
    })
    assert.equal(shieldsDocument(badgeOf({ language: 'en', state: 'unknown' }), 60).isError, true)
  })

  test('the table of widths is that of the font which draws the pictures', () => {
    const font = readFileSync(new URL(import.meta.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')))
    for (const character of 'abcxyzWMil ÄöüßQ019(),-') {
      const inFont = (advanceWidth(font, character.codePointAt(0) ?? 0) / 2048) * 1_000
      assert.ok(Math.abs(textWidth(character, 1_000) - inFont) < 4, `${character}: ${inFont}`)
    }
  })
})

/** Reads an advance width from a TrueType font (tables `cmap` format 4 and `hmtx`). */
function advanceWidth(font: Buffer, codePoint: number): number {
  const tables = new Map(
    Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
      const record = 12 + 16 * index
      return [font.toString('latin1', record, record + 4), font.readUInt32BE(record + 8)]
    }),
  )
  const table = (name: string) => tables.get(name) ?? assert.fail(name)
  const cmap = table('cmap')
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, index) => cmap + 4 + 8 * index)
  const record = subtables.find((at) => font.readUInt32BE(at) === 0x30001) ?? assert.fail('no Unicode cmap')
  const format4 = cmap + font.readUInt32BE(record + 4)
  const segments = font.readUInt16BE(format4 + 6) / 2
  const segment = Array.from({ length: segments }, (_, index) => index).find(
    (index) => font.readUInt16BE(format4 + 14 + 2 * index) >= codePoint,
  )
  const at = (block: number) => format4 + 16 + 2 * (block * segments + (segment ?? 0))
  assert.equal(font.readUInt16BE(at(3)), 0, 'only segments without a list of glyphs are read here')
  const glyph = (codePoint + font.readUInt16BE(at(2))) & 0xffff
  return font.readUInt16BE(table('hmtx') + 4 * Math.min(glyph, font.readUInt16BE(table('hhea') + 34) - 1))
}

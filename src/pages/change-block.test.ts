import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ChangeAttribution } from '#report/replay/change-attribution.ts'
import { changeBlock, changeLines } from './change-block.ts'
import { createView } from './view.ts'

const AT = new Date('2026-08-11T06:00:00Z')
const view = (language: 'en' | 'de') => createView({ language, isChosen: false, path: '/', at: AT })

const CHANGE: ChangeAttribution = {
  testcase: 'scs-0103-flavor-1v-4',
  scopeVersion: 'v5.1',
  before: { target: 'main', standing: 'PASS' },
  after: { target: 'main', standing: 'FAIL' },
  causes: [
    [
      { kind: 'cloud', fact: 'flavors', path: ['<b>x</b>', 'ramMiB'], before: '4096', after: '"<script>"' },
      {
        kind: 'suite',
        before: { version: '1', digest: 'a'.repeat(64) },
        after: { version: '2', digest: 'b'.repeat(64) },
      },
    ],
    [{ kind: 'deadline', before: AT.toISOString(), after: AT.toISOString() }],
  ],
  missing: [{ what: 'fact', which: 'before', name: 'flavors' }],
  proof: [],
}

const ALL: ChangeAttribution['causes'][number] = [
  { kind: 'cloud', fact: null, path: [], before: null, after: null },
  { kind: 'cloud', fact: 'flavors', path: ['x'], before: null, after: '{}' },
  { kind: 'observation', fact: 'flavors', before: null, after: { class: 'time-out', detail: 'no answer' } },
  { kind: 'observation', fact: null, before: { class: 'time-out', detail: 'no answer' }, after: null },
  { kind: 'scope', what: 'target', before: 'main', after: null },
  { kind: 'scope', what: 'lifetime', before: 'week', after: 'day' },
  { kind: 'expiry', before: AT.toISOString(), after: AT.toISOString() },
]

describe('the block about a change', () => {
  test('is empty where nothing changed', () => assert.equal(changeBlock(view('en'), undefined), ''))

  test('names object, field, old and new value, and lets nothing of the cloud become mark-up', async () => {
    const html = String(await changeBlock(view('en'), { checkedAt: AT, attribution: CHANGE }))
    assert.match(html, /Changed on 2026-08-11: pass → fail/)
    assert.match(html, /&lt;b&gt;x&lt;\/b&gt; › ramMiB/)
    assert.match(html, /4096/)
    assert.match(html, /&lt;script&gt;/)
    assert.doesNotMatch(html, /<script>|<b>/)
    assert.match(html, /together with: .*Siegel 1 \(aaaaaaaaaaaa\) → 2/)
    assert.match(html, /or, each alone sufficient: .*Time passed/)
    assert.match(html, /the fact flavors, which is withheld/)
  })

  for (const language of ['en', 'de'] as const) {
    test(`has words for every cause (${language})`, async () => {
      const attribution = { ...CHANGE, causes: [ALL], missing: [] }
      const html = String(await changeBlock(view(language), { checkedAt: AT, attribution }))
      assert.equal(html.match(/<li>/g)?.length, ALL.length)
      assert.doesNotMatch(html, /undefined/)
      assert.equal(changeLines(view(language), { checkedAt: AT, attribution }).length, ALL.length + 1)
    })
  }

  test('says that the cause is not proved, and what is missing', async () => {
    const missing: ChangeAttribution['missing'] = (['evidence', 'judges', 'recorded verdict'] as const).map((what) => {
      return { what, which: 'after' as const, name: 'x' }
    })
    const attribution = { ...CHANGE, causes: [], missing }
    const html = String(await changeBlock(view('de'), { checkedAt: AT, attribution }))
    assert.match(html, /Die Ursache ist nicht nachgewiesen/)
    assert.equal(html.match(/<li>/g)?.length, 4)
  })
})

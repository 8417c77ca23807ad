import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { prose } from './prose.ts'

const ROWS = [
  { name: 'plain words', text: 'Do it.', html: 'Do it.' },
  {
    name: 'a command in backticks',
    text: 'Run `openstack image list` now.',
    html: 'Run <code>openstack image list</code> now.',
  },
  { name: 'a backtick without its partner', text: 'a ` b', html: 'a ` b' },
  { name: 'markup in a command', text: 'Run `a <b> & c`.', html: 'Run <code>a &lt;b&gt; &amp; c</code>.' },
]

describe('a sentence of the catalogue', () => {
  for (const { name, text, html } of ROWS) {
    test(name, async () => assert.equal(String(await prose(text)), html))
  }
})

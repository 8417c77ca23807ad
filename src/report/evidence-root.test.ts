import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import { canonicalJson } from './canonical-json.ts'
import { evidenceRoot } from './evidence-root.ts'

const SALT = Buffer.alloc(16, 7)

describe('the root of the evidence', () => {
  test('is computed as documented', () => {
    const leaf = (name: string, json: string) => {
      const salt = createHmac('sha256', SALT).update(name).digest()
      const bytes = Buffer.concat([
        Buffer.from([0]),
        salt,
        Buffer.from([0, 0, 0, name.length]),
        Buffer.from(name + json),
      ])
      return createHash('sha256').update(bytes).digest()
    }
    const node = (left: Buffer, right: Buffer) =>
      createHash('sha256')
        .update(Buffer.concat([Buffer.from([1]), left, right]))
        .digest()
    const expected = node(node(leaf('a', '1'), leaf('b', '{"x":null,"y":[2]}')), leaf('c', '"ü"'))
    assert.equal(evidenceRoot({ c: 'ü', b: { y: [2], x: null }, a: 1 }, SALT), expected.toString('hex'))
    const empty = createHash('sha256').digest('hex')
    assert.equal(evidenceRoot({ gone: undefined }, SALT), empty)
  })

  test('changes with every fact, its name and the salt', () => {
    const facts = { flavors: [{ name: 'SCS-1V-4' }], volumeTypes: [] }
    const roots = [
      evidenceRoot(facts, SALT),
      evidenceRoot({ ...facts, flavors: [{ name: 'SCS-1V-8' }] }, SALT),
      evidenceRoot({ flavors: facts.flavors, volumeTypez: [] }, SALT),
      evidenceRoot({ flavors: facts.flavors }, SALT),
      evidenceRoot(facts, Buffer.alloc(16, 8)),
    ]
    assert.equal(new Set(roots).size, roots.length)
    assert.equal(evidenceRoot({ volumeTypes: [], flavors: facts.flavors }, SALT), roots[0])
  })

  test('is refused with a short salt', () => {
    assert.throws(() => evidenceRoot({ flavors: 1 }, Buffer.alloc(15)), RangeError)
  })
})

describe('canonical JSON', () => {
  test('follows RFC 8785', () => {
    const value = {
      '\u20ac': 'Euro',
      '\r': 1e30,
      '1': [333333333.3333333, 4.5, 2e-3, 1e-27, -0],
      '\ud83d\ude00': '\u000f\n"',
      '\ufb33': true,
      b: undefined,
    }
    assert.equal(
      canonicalJson(value),
      '{"\\r":1e+30,"1":[333333333.3333333,4.5,0.002,1e-27,0],"€":"Euro","😀":"\\u000f\\n\\"","\ufb33":true}',
    )
  })
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '\ud800', { '\udc00': 1 }, () => 1, 1n, [undefined]]) {
    test(`cannot say ${typeof value} ${String(value)}`, () => assert.throws(() => canonicalJson(value), TypeError))
  }
})

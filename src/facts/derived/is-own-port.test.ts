import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { isOwnPort } from './is-own-port.ts'

const RECORDED = { ids: new Set(['p1']), names: new Set(['_scs-0101-port-7f3a']) }

/** [the port, ours?, sentence] */
const PORTS = [
  [{ id: 'p1', name: '', deviceOwner: '' }, true, 'recorded by its id'],
  [
    { id: 'p9', name: '_scs-0101-port-7f3a', deviceOwner: '' },
    true,
    'recorded by its whole name before its id was known',
  ],
  [{ id: 'p9', name: '_scs-0101-port', deviceOwner: '' }, false, 'that only has our prefix'],
  [{ id: 'p9', name: '_scs-0101-port-7f3ab', deviceOwner: '' }, false, 'whose name goes on after ours'],
  [{ id: 'p9', name: '', deviceOwner: '' }, false, 'without a name'],
  [{ id: 'p1', name: '_scs-0101-port-7f3a', deviceOwner: 'compute:nova' }, false, 'of a server, although recorded'],
] as const

describe('a port in clean-up', () => {
  for (const [port, expected, name] of PORTS) {
    test(`${expected ? 'goes' : 'stays'}: one ${name}`, () => assert.equal(isOwnPort(port, RECORDED), expected))
  }

  test('nothing is ours where nothing was recorded, whatever it is called', () => {
    const nothing = { ids: new Set<string>(), names: new Set<string>() }
    assert.equal(isOwnPort({ id: '', name: '', deviceOwner: '' }, nothing), false)
    assert.equal(isOwnPort({ id: 'p1', name: '_scs-', deviceOwner: '' }, nothing), false)
  })
})

/**
 * The reference deletes unnamed ports by their address. Ours never does, because an address that somebody else has, too,
 * proves nothing: these vectors are about foreign ports for us, so where the reference says yes, we say no.
 */
const FOREIGN_FOR_US = ['janitor_port-001', 'janitor_port-005']

describe('ports as the vectors have them', () => {
  const { vectors } = JSON.parse(readFileSync(new URL('../../../tests/vectors/iaas.json', import.meta.url), 'utf8'))
  const those = vectors.filter(({ kind }: { kind: string }) => kind === 'janitor_port')

  test('all vectors are here', () => assert.equal(those.length, 4))

  for (const { id, input, expected_python } of those) {
    test(id, () => {
      const port = { id, name: input.port.name, deviceOwner: input.port.device_owner }
      assert.equal(expected_python, FOREIGN_FOR_US.includes(id))
      assert.equal(isOwnPort(port, { ids: new Set(), names: new Set() }), false)
    })
  }
})

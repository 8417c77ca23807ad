import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { classifyFlavorName } from '#facts/derived/flavor-name/classify-flavor-name.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { replacementName } from './replacement-name.ts'

const FLAVOR: Flavor = {
  id: 'f',
  name: 'SCS-2V-8-20q',
  vcpus: 2,
  ramMiB: 8192,
  diskGiB: 20,
  isPublic: true,
  isDisabled: false,
  extraSpecs: {},
}

const ROWS: readonly [name: string, flavor: Partial<Flavor>, taken: string[], expected: string | undefined][] = [
  ['takes its figures', {}, [], 'SCS-2V-8-20'],
  ['takes the type of its disk, too', { extraSpecs: { 'scs:disk0-type': 'ssd' } }, [], 'SCS-2V-8-20s'],
  ['promises no more RAM than there is', { ramMiB: 8000 }, [], 'SCS-2V-7.5-20'],
  ['loses the prefix where that name is taken', {}, ['SCS-2V-8-20'], '2V-8-20q'],
  ['loses the prefix where the kind of vCPU cannot be read', { name: 'SCS-big' }, [], 'big'],
  ['loses the prefix where the old name marks a lesser promise', { name: 'SCS-2Vi-8q' }, [], '2Vi-8q'],
  ['does not get the prefix again', { name: 'SCS-SCS-x' }, [], undefined],
  ['finds none where both are taken', {}, ['SCS-2V-8-20', '2V-8-20q'], undefined],
  ['finds none for the bare prefix', { name: 'SCS-' }, [], undefined],
]

describe('a flavor whose name breaks the naming rule', () => {
  for (const [name, change, taken, expected] of ROWS) {
    test(name, () => {
      const found = replacementName({ ...FLAVOR, ...change }, taken)
      assert.equal(found, expected)
      assert.notEqual(found && classifyFlavorName(found).status, 'rejected')
    })
  }
})

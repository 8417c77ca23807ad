import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { mergeFlavorNames } from './merge-flavor-names.ts'
import { parseFlavorName } from './parse-flavor-name.ts'

function merge(first: string, ...others: string[]) {
  return mergeFlavorNames(parseFlavorName(first), ...others.map((name) => parseFlavorName(name)))
}

describe('several names of one flavor', () => {
  test('the machine keeps the best promise of each name, and every disagreement is told', () => {
    const { spec, disagreements } = merge('SCS-2V-8-10h', 'SCS-4L-4-2x20', 'SCS-4C-4')
    assert.deepEqual(
      { ...spec, nameVariants: [] },
      { cpus: 4, ramGiB: 8, diskGiB: 20, cpuType: 'dedicated-core', diskTypes: ['hdd', 'hdd'], nameVariants: [] },
    )
    assert.deepEqual(disagreements, [
      { promise: 'cpus', values: ['2', '4', '4'] },
      { promise: 'cpu type', values: ['shared-core', 'crowded-core', 'dedicated-core'] },
      { promise: 'RAM', values: ['8 GiB', '4 GiB', '4 GiB'] },
      { promise: 'disk size', values: ['10 GiB', '20 GiB', 'none'] },
      { promise: 'number of disks', values: ['1', '2', '0'] },
      { promise: 'disk type', values: ['hdd', 'network', 'none'] },
    ])
  })

  test('names that promise the same machine do not disagree, and each variant is listed once', () => {
    const { spec, disagreements } = merge('SCS-2V-4-20s_i3', 'SCS-2V-4-20s')
    assert.deepEqual(disagreements, [])
    assert.deepEqual(spec.nameVariants, ['SCS-2V:4:20s-i3', 'SCS-2V-4-20s_i3', 'SCS-2V:4:20s', 'SCS-2V-4-20s'])
  })
})

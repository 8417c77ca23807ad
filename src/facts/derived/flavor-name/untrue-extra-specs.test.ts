import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { type UntrueExtraSpec, untrueExtraSpecs } from './untrue-extra-specs.ts'

function flavor(extraSpecs: Flavor['extraSpecs'], changes: Partial<Flavor> = {}): Flavor {
  return {
    id: '1',
    name: 'm1',
    vcpus: 2,
    ramMiB: 4096,
    diskGiB: 20,
    isPublic: true,
    isDisabled: false,
    extraSpecs,
    ...changes,
  }
}

describe('extra specs must be true on any flavor', () => {
  const rows: readonly [string, Flavor, readonly UntrueExtraSpec['kind'][]][] = [
    ['withheld extra specs say nothing', flavor(null), []],
    [
      'names of either version, with gaps in the numbering',
      flavor({ 'scs:name-v1': 'SCS-2V:4', 'scs:name-v7': 'SCS-2V-4-20' }),
      [],
    ],
    [
      'keys that only look similar are free',
      flavor({ 'scs:name-v0': 'x', 'scs:name-v': 'x', 'scs:required': 'optional', 'hw:cpu_policy': 'x' }),
      [],
    ],
    ['a name that does not parse', flavor({ 'scs:name-v1': 'SCS-2V' }), ['name-not-valid']],
    ['a name that is no SCS name', flavor({ 'scs:name-v1': 'm1' }), ['name-not-valid']],
    [
      'a name that promises more vCPUs and RAM',
      flavor({ 'scs:name-v2': 'SCS-4V-8-20' }),
      ['promises-more', 'promises-more'],
    ],
    ['a name that promises less', flavor({ 'scs:name-v2': 'SCS-1V-2-10' }), []],
    ['a CPU type that the standard does not know', flavor({ 'scs:cpu-type': 'fast' }), ['word-not-known']],
    [
      'a crowded core under a name that promises a shared one',
      flavor({ 'scs:name-v2': 'SCS-2V-4', 'scs:cpu-type': 'crowded-core' }),
      ['says-less'],
    ],
    [
      'a dedicated core under a name that promises a shared one',
      flavor({ 'scs:name-v2': 'SCS-2V-4', 'scs:cpu-type': 'dedicated-core' }),
      [],
    ],
    [
      'a crowded core under the own name that promises a shared one',
      flavor({ 'scs:cpu-type': 'crowded-core' }, { name: 'SCS-2V-4' }),
      ['says-less'],
    ],
    ['a disk type that the standard does not know', flavor({ 'scs:disk0-type': 'floppy' }), ['word-not-known']],
    [
      'a hard disk under a name that promises an SSD',
      flavor({ 'scs:name-v2': 'SCS-2V-4-20s', 'scs:disk0-type': 'hdd' }),
      ['says-less'],
    ],
    [
      'an NVMe under a name that promises an SSD',
      flavor({ 'scs:name-v2': 'SCS-2V-4-20s', 'scs:disk0-type': 'nvme' }),
      [],
    ],
    [
      'a second disk of which the name does not speak',
      flavor({ 'scs:name-v2': 'SCS-2V-4-20s', 'scs:disk1-type': 'network' }),
      [],
    ],
    [
      'a second disk that is worse than promised',
      flavor({ 'scs:name-v2': 'SCS-2V-4-2x20s', 'scs:disk1-type': 'network' }),
      ['says-less'],
    ],
  ]
  for (const [title, subject, kinds] of rows) {
    test(title, () =>
      assert.deepEqual(
        untrueExtraSpecs(subject).map(({ kind }) => kind),
        kinds,
      ),
    )
  }

  test('a finding names the extra spec and the promise that it breaks', () => {
    assert.deepEqual(untrueExtraSpecs(flavor({ 'scs:name-v2': 'SCS-2V-8' })), [
      { kind: 'promises-more', found: 'ram 4096 MiB', expected: '8192 MiB (scs:name-v2=SCS-2V-8)' },
    ])
  })
})

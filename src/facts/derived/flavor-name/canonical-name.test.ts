import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { canonicalName, isExpressible, shortFlavorName } from './canonical-name.ts'
import { convertToV1, convertToV2 } from './convert-flavor-name.ts'
import { describeFlavorName } from './describe-flavor-name.ts'
import { extraSpecsOf, machineSpec } from './machine-spec.ts'
import { parseFlavorName } from './parse-flavor-name.ts'

interface Vector {
  readonly id: string
  readonly kind: string
}

interface DescribeVector extends Vector {
  readonly input: { readonly name: string; readonly syntax: 'v1' | 'v3' }
  readonly expected_python: {
    readonly canonical_v2: string
    readonly canonical_v1: string
    readonly short_v2: string
    readonly spec: Readonly<Record<string, unknown>>
  }
  readonly expected_standard?: { readonly pretty_must_not_contain: string; readonly spec_must_not_have: string }
}

interface ConvertVector extends Vector {
  readonly input: { readonly dir: 'v1->v2' | 'v2->v1'; readonly name: string }
  readonly expected_python: string
}

interface StandardSpecVector extends Vector {
  readonly input: { readonly canonical: string }
  readonly expected_python: Readonly<Record<string, unknown>>
}

const VECTORS_URL = new URL('../../../../tests/vectors/iaas.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(VECTORS_URL, 'utf8')) as { vectors: Vector[] }
const ofKind = <Kind extends Vector>(kind: string) => vectors.filter((vector) => vector.kind === kind) as Kind[]

/** The machine in the layout of the vectors, with the given unit of RAM. */
function specRow(name: string, syntax: 'v1' | 'v3', ramUnitsPerGiB: number): Record<string, unknown> {
  const spec = machineSpec(parseFlavorName(name, syntax))
  const disk = spec.diskGiB === null ? {} : { disk: spec.diskGiB }
  return { cpus: spec.cpus, ram: spec.ramGiB * ramUnitsPerGiB, ...disk, ...extraSpecsOf(spec) }
}

describe('every flavor_describe vector holds', () => {
  const rows = ofKind<DescribeVector>('flavor_describe')
  test('all 71 of them are here', () => assert.equal(rows.length, 71))

  for (const { id, input, expected_python: python, expected_standard: standard } of rows) {
    test(`${id}: ${input.name}`, () => {
      const flavorName = parseFlavorName(input.name, input.syntax)
      assert.equal(canonicalName(flavorName, 'v2'), python.canonical_v2)
      assert.equal(canonicalName(flavorName, 'v1'), python.canonical_v1)
      assert.equal(canonicalName(shortFlavorName(flavorName), 'v2'), python.short_v2)
      const expected = { ...python.spec }
      if (standard !== undefined) {
        delete expected[standard.spec_must_not_have]
        assert.ok(!describeFlavorName(flavorName).includes(standard.pretty_must_not_contain))
      }
      assert.deepEqual(specRow(input.name, input.syntax, 1), expected)
    })
  }
})

describe('every flavor_v1_v2 vector holds', () => {
  const rows = ofKind<ConvertVector>('flavor_v1_v2')
  test('all 8 of them are here', () => assert.equal(rows.length, 8))

  for (const { id, input, expected_python: expected } of rows) {
    test(`${id}: ${input.dir} ${input.name}`, () => {
      assert.equal(input.dir === 'v1->v2' ? convertToV2(input.name) : convertToV1(input.name), expected)
    })
  }
})

describe('every flavor_standard_spec vector holds', () => {
  const rows = ofKind<StandardSpecVector>('flavor_standard_spec')
  test('all 19 of them are here', () => assert.equal(rows.length, 19))

  for (const { id, input, expected_python: expected } of rows) {
    test(`${id}: ${input.canonical}`, () => {
      assert.deepEqual({ name: input.canonical, ...specRow(input.canonical, 'v3', 1024) }, expected)
    })
  }
})

test('a multiplicity of one is not spelled out', () => {
  assert.equal(canonicalName(parseFlavorName('SCS-2V-4-1x20s')), 'SCS-2V-4-20s')
  assert.equal(canonicalName(parseFlavorName('SCS-2V-4-1x')), 'SCS-2V-4-')
})

test('a name with Cloud Hypervisor has no spelling in version 1, for v1 does not know the word', () => {
  const flavorName = parseFlavorName('SCS-2V-4_chy')
  assert.equal(isExpressible(flavorName, 'v1'), false)
  assert.deepEqual(machineSpec(flavorName).nameVariants, ['SCS-2V-4_chy', 'SCS-2V:4', 'SCS-2V-4'])
})

test('a name that promises a billion disks does not exhaust the memory', () => {
  assert.equal(machineSpec(parseFlavorName('SCS-2V-4-999999999999x10s')).diskTypes.length, 256)
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { canonicalName, isExpressible, shortFlavorName } from './canonical-name.ts'
import { classifyFlavorName, STRATEGIES, type Strategy } from './classify-flavor-name.ts'
import { convertToV1, convertToV2 } from './convert-flavor-name.ts'
import { CPU_ARCHITECTURES, FREQUENCY_MARKS } from './cpu-architectures.ts'
import { CPU_TYPES } from './cpu-types.ts'
import { describeFlavorName } from './describe-flavor-name.ts'
import { DISK_TYPES } from './disk-types.ts'
import { FlavorNameError } from './flavor-name-error.ts'
import { GPU_CLOCK_MARKS, GPU_KINDS, GPU_VENDORS } from './gpus.ts'
import { HYPERVISORS } from './hypervisors.ts'
import { machineSpec } from './machine-spec.ts'
import { parseFlavorName } from './parse-flavor-name.ts'

type Random = () => number

/** The generator mulberry32: the same numbers for the same seed. */
function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

function pick<T>(random: Random, list: readonly T[]): T {
  const [chosen] = list.slice(Math.floor(random() * list.length))
  assert.ok(chosen !== undefined)
  return chosen
}

const keys = <Table extends object>(table: Table) => Object.keys(table) as (keyof Table & string)[]

/** A name built from the grammar, leading zeros and needless decimals included. */
function randomName(random: Random): string {
  const maybe = (text: string) => (random() < 0.5 ? text : '')
  const number = () => `${pick(random, ['', '', '0', '00'])}${1 + Math.floor(random() * 300)}`
  const ram = pick(random, [number(), `${number()}.5`, `${number()}.`, `${number()}.0`, '.5', '0.50'])
  const disk = `-${maybe(`${number()}x`)}${maybe(number())}${maybe(pick(random, keys(DISK_TYPES)))}`
  const vendor = pick(random, keys(CPU_ARCHITECTURES))
  const generation = `${pick(random, [...CPU_ARCHITECTURES[vendor].generations.keys()])}`
  const gpuVendor = pick(random, keys(GPU_VENDORS))
  const gpuGeneration = pick(random, [...GPU_VENDORS[gpuVendor].generations.keys()] as string[])
  const memory = maybe(`-${number()}${maybe('h')}`)
  const units = maybe(`-${number()}${maybe(pick(random, keys(GPU_CLOCK_MARKS)))}${memory}`)
  return [
    `SCS-${number()}${pick(random, keys(CPU_TYPES))}${maybe('i')}-${ram}${maybe('u')}${maybe('o')}${maybe(disk)}`,
    maybe(`_${pick(random, keys(HYPERVISORS))}`),
    maybe('_hwv'),
    maybe(`_${vendor}${maybe(generation)}${maybe(pick(random, keys(FREQUENCY_MARKS)))}`),
    maybe(`_${pick(random, keys(GPU_KINDS))}${gpuVendor}${maybe(gpuGeneration)}${units}`),
    maybe('_ib'),
  ].join('')
}

function randomJunk(random: Random): string {
  const alphabet = [...'SCS-_:.0123456789CTVLiuonhspxzarGgNAIkvmbf\u0000\u001b \ud800😀ß']
  const length = Math.floor(random() * 30)
  const junk = Array.from({ length }, () => pick(random, alphabet)).join('')
  return random() < 0.7 ? `SCS-${junk}` : junk
}

/** A name of the grammar with one character changed, inserted or removed. */
function mutated(random: Random): string {
  const name = randomName(random)
  const at = Math.floor(random() * name.length)
  const insert = pick(random, ['', '-', '_', ':', '0', 'h', 'x', 'i', '.'])
  return name.slice(0, at) + insert + name.slice(at + Math.floor(random() * 2))
}

describe('names built from the grammar', () => {
  const random = seeded(100)
  const names = Array.from({ length: 2000 }, () => randomName(random))

  test('all of them parse, and the canonical form parses to the same canonical form', () => {
    for (const name of names) {
      const canonical = canonicalName(parseFlavorName(name))
      assert.equal(canonicalName(parseFlavorName(canonical)), canonical, name)
    }
  })

  test('the canonical form of version 1 is the converted one of version 2, and comes back', () => {
    for (const name of names) {
      const flavorName = parseFlavorName(name)
      const v2 = canonicalName(flavorName, 'v2')
      const v1 = canonicalName(flavorName, 'v1')
      assert.equal(convertToV1(v2), v1)
      assert.equal(convertToV2(v1), v2)
      if (isExpressible(flavorName, 'v1')) assert.deepEqual(parseFlavorName(v1, 'v1'), parseFlavorName(v2, 'v2'))
    }
  })

  test('no name is valid in both versions', () => {
    for (const name of names) {
      assert.throws(() => parseFlavorName(name, 'v1'), FlavorNameError)
      assert.throws(() => parseFlavorName(convertToV1(name), 'v3'), FlavorNameError)
    }
  })

  test('the short name of a short name is itself, and every variant is a valid name', () => {
    for (const name of names) {
      const short = shortFlavorName(parseFlavorName(name))
      assert.deepEqual(shortFlavorName(short), short)
      for (const variant of machineSpec(parseFlavorName(name)).nameVariants) {
        assert.ok('flavorName' in classifyFlavorName(variant), `${name}: ${variant}`)
      }
    }
  })

  test('no description has a hole', () => {
    for (const name of names) {
      assert.doesNotMatch(describeFlavorName(parseFlavorName(name)), /null|undefined|NaN| {2}|\(\)|, ,/, name)
    }
  })
})

describe('junk', () => {
  test('raises nothing but the parse error, with a position inside the name or at its end', () => {
    const random = seeded(1)
    let rejected = 0
    for (let round = 0; round < 5000; round += 1) {
      const name = round % 2 === 0 ? randomJunk(random) : mutated(random)
      for (const syntax of ['v1', 'v2', 'v3'] as const) {
        try {
          const canonical = canonicalName(parseFlavorName(name, syntax), syntax)
          assert.equal(canonicalName(parseFlavorName(canonical, syntax), syntax), canonical)
        } catch (error) {
          assert.ok(error instanceof FlavorNameError, `${JSON.stringify(name)}: ${error}`)
          assert.ok(error.position >= 0 && error.position <= name.length)
          rejected += 1
        }
      }
      for (const strategy of Object.keys(STRATEGIES) as Strategy[]) classifyFlavorName(name, strategy)
    }
    assert.ok(rejected > 1000)
  })

  test('a very long name is refused at once', () => {
    assert.throws(() => parseFlavorName(`SCS-${'1'.repeat(5_000_000)}V-4`), FlavorNameError)
  })
})

import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { classifyFlavorName } from './classify-flavor-name.ts'
import type { FlavorName, Syntax } from './flavor-name.ts'
import { FlavorNameError } from './flavor-name-error.ts'
import { parseFlavorName } from './parse-flavor-name.ts'

interface ExpectedSyntax {
  readonly status: 'accepted' | 'rejected' | 'not-scs'
  readonly fields?: Readonly<Record<string, Record<string, unknown> | null>>
}

interface ParseVector {
  readonly id: string
  readonly kind: string
  readonly input: { readonly name: string }
  readonly expected_python: { readonly v1: ExpectedSyntax; readonly v3: ExpectedSyntax; readonly suite: string }
  readonly expected_standard?: { readonly accept: boolean }
}

const VECTORS_URL = new URL('../../../../tests/vectors/iaas.json', import.meta.url)
const { vectors } = JSON.parse(readFileSync(VECTORS_URL, 'utf8')) as { vectors: ParseVector[] }
const parseVectors = vectors.filter(({ kind }) => kind === 'flavor_parse')

/** The promises in the layout of the vectors. */
function asFields(name: FlavorName) {
  const { disk, architecture, gpu } = name
  return {
    cpuram: {
      cpus: name.cpus,
      cputype: name.cpuType,
      cpuinsecure: name.isCpuInsecure,
      ram: name.ramGiB,
      raminsecure: name.isRamInsecure,
      ramoversubscribed: name.isRamOversubscribed,
    },
    disk: disk && { nrdisks: disk.count, disksize: disk.sizeGiB, disktype: disk.type ?? '' },
    hype: name.hypervisor && { hype: name.hypervisor },
    hwvirt: name.hasHardwareVirtualisation ? { hwvirt: true } : null,
    cpubrand: architecture && {
      cpuvendor: architecture.vendor,
      cpugen: architecture.generation,
      perf: architecture.frequency ?? '',
    },
    gpu: gpu && {
      gputype: gpu.kind,
      brand: gpu.vendor,
      gen: gpu.generation ?? '',
      cu: gpu.units,
      perf: gpu.clock ?? '',
      vram: gpu.memoryGiB,
      vramperf: gpu.hasHighBandwidthMemory ? 'h' : '',
    },
    ib: name.hasInfiniBand ? { ib: true } : null,
  }
}

function outcome(name: string, strategy: 'v1' | 'v2' | 'v3'): ExpectedSyntax {
  const classified = classifyFlavorName(name, strategy)
  return 'flavorName' in classified
    ? { status: 'accepted', fields: asFields(classified.flavorName) }
    : { status: classified.status === 'not-scs' ? 'not-scs' : 'rejected' }
}

describe('every flavor_parse vector holds', () => {
  test('all 122 of them are here', () => assert.equal(parseVectors.length, 122))

  for (const { id, input, expected_python: python, expected_standard: standard } of parseVectors) {
    test(`${id}: ${input.name}`, () => {
      for (const strategy of ['v1', 'v2', 'v3'] as const) {
        const actual = outcome(input.name, strategy)
        const { status, fields } = strategy === 'v1' ? python.v1 : python.v3
        const isOverridden = standard !== undefined && strategy !== 'v1'
        assert.equal(actual.status, isOverridden ? (standard.accept ? 'accepted' : 'rejected') : status, strategy)
        if (fields !== undefined && !isOverridden) assert.deepEqual(actual.fields, fields, strategy)
      }
      const conformance = classifyFlavorName(input.name).status
      const suite = standard === undefined ? python.suite : standard.accept ? 'accepted' : 'rejected'
      assert.equal(conformance === 'tolerated' ? 'tolerated-v1' : conformance, suite)
    })
  }
})

describe('an error says where the name stops following the grammar and what belongs there', () => {
  const rows: readonly [name: string, syntax: Syntax, position: number, expected: RegExp][] = [
    ['scs-2V-4', 'v3', 0, /^"SCS-"$/],
    ['SCS-', 'v3', 4, /number of vCPUs/],
    ['SCS-0V-4', 'v3', 4, /at least 1/],
    ['SCS-2-4', 'v3', 5, /CPU letter/],
    ['SCS-2iT-4', 'v3', 5, /CPU letter/],
    ['SCS-2V', 'v3', 6, /"i" or "-" and the RAM/],
    ['SCS-2Vi', 'v3', 7, /^"-" and the RAM/],
    ['SCS-2V:4', 'v3', 6, /"-" and the RAM/],
    ['SCS-2V-4', 'v1', 6, /":" and the RAM/],
    ['SCS-2V-x', 'v3', 7, /^the RAM in GiB$/],
    ['SCS-2V-1.3', 'v3', 7, /multiple of 0\.5/],
    ['SCS-2V-4.05', 'v3', 7, /multiple of 0\.5/],
    ['SCS-2V-0', 'v3', 7, /at least 0\.5/],
    ['SCS-2V-.', 'v3', 7, /^the RAM in GiB$/],
    ['SCS-2V-1234567890123', 'v3', 7, /12 digits/],
    ['SCS-2V-4ou', 'v3', 9, /^"-" and the disk/],
    ['SCS-2V-4q', 'v3', 8, /^"u", "o", "-" and the disk/],
    ['SCS-2V-4-1.5n', 'v3', 10, /disk letter \(n, h, s, p\)/],
    ['SCS-2V-4-xs', 'v3', 9, /whole number of GiB/],
    ['SCS-2V-4-0s', 'v3', 9, /at least 1/],
    ['SCS-2V-4-10ns', 'v3', 12, /^"_" and an extension/],
    ['SCS-2V-4_', 'v3', 9, /hypervisor/],
    ['SCS-2V-4_foo', 'v3', 9, /a hypervisor \(kvm, chy, .*"ib" \(in this order\)/],
    ['SCS-2V:4-chy', 'v1', 9, /hypervisor \(kvm, xen/],
    ['SCS-2V-4_hwv_xen', 'v3', 13, /^a CPU .* or a GPU .* or "ib" \(in this order\)$/],
    ['SCS-2V-4_ib_kvm', 'v3', 12, /nothing after "ib"/],
    ['SCS-2V-4_i7', 'v3', 10, /generation of Intel \(0, 1, 2, 3, 4, 5, 6\)/],
    ['SCS-2V-4_r1', 'v3', 10, /generation of RISC-V \(0\)/],
    ['SCS-2V-4_i3hhhh', 'v3', 14, /the next extension/],
    ['SCS-2V-4_GX', 'v3', 10, /GPU vendor/],
    ['SCS-2V-4_GNh', 'v3', 11, /generation of Nvidia/],
    ['SCS-2V-4_GNah', 'v3', 12, /^"-" and the number of SMs/],
    ['SCS-2V-4_GA9', 'v3', 11, /generation of AMD/],
    ['SCS-2V-4_GNa-', 'v3', 13, /number of SMs/],
    ['SCS-2V-4_GNa-14hhh', 'v3', 17, /video memory/],
    ['SCS-2V-4_GNa-14-6hh', 'v3', 18, /the next extension/],
    [`SCS-2V-4-${'9'.repeat(300)}`, 'v3', 255, /255 characters/],
  ]
  for (const [name, syntax, position, expected] of rows) {
    test(`${name.slice(0, 30)} in ${syntax}`, () => {
      assert.throws(
        () => parseFlavorName(name, syntax),
        (error) => {
          assert.ok(error instanceof FlavorNameError)
          assert.equal(error.position, position)
          assert.match(error.expected, expected)
          assert.ok(error.message.includes(`at character ${position + 1}`))
          return true
        },
      )
    })
  }
})

test('every AMD generation that follows from the rule of the text is known', () => {
  for (const generation of ['0.1', '0.5', '1', '1.1', '3.5', '4.1', '5', '5.1']) {
    assert.equal(parseFlavorName(`SCS-1V-1_GA${generation}`).gpu?.generation, generation)
  }
})

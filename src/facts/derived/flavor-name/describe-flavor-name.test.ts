import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { describeFlavorName } from './describe-flavor-name.ts'
import { parseFlavorName } from './parse-flavor-name.ts'

describe('a flavor name in words', () => {
  const rows: readonly [string, string][] = [
    ['SCS-1V-4', '1 vCPU on generic x86-64 (shared), 4 GiB RAM'],
    [
      'SCS-2Li-0.5uo-',
      '2 vCPUs on generic x86-64 (heavily oversubscribed, insecure: without mitigations against processor flaws), ' +
        '0.5 GiB RAM (without ECC, oversubscribed), disk of any type of a size that the cloud chooses',
    ],
    [
      'SCS-2C-4-3x',
      '2 vCPUs on generic x86-64 (dedicated cores), 4 GiB RAM, 3 × disk of any type of a size that the cloud chooses',
    ],
    ['SCS-4V-16_r0', '4 vCPUs on RISC-V (shared), 16 GiB RAM'],
    ['SCS-4V-16_gN', '4 vCPUs on generic x86-64 (shared), 16 GiB RAM, virtual GPU Nvidia'],
    [
      'SCS-32T-128-2x1000p_bms_hwv_z5hh_GNu-80h-144h_ib',
      '32 vCPUs on AMD Zen 5 (Turin) above 3.25 GHz (dedicated hardware threads), 128 GiB RAM, bare metal, ' +
        'hardware virtualisation, 2 × 1000 GiB disk on local high-performance NVMe, ' +
        'pass-through GPU Nvidia Blackwell Ultra (80 SMs at high clock, 144 GiB high-bandwidth memory), InfiniBand',
    ],
  ]
  for (const [name, expected] of rows) {
    test(name, () => assert.equal(describeFlavorName(parseFlavorName(name)), expected))
  }
})

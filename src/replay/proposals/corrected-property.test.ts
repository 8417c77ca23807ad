import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Finding } from '#vocabulary/finding.ts'
import { correctedProperty } from './corrected-property.ts'

const ROWS: readonly [name: string, value: unknown, expected: string | undefined, words?: string][] = [
  ['architecture', 'AMD64', 'x86_64'],
  ['architecture', 'arm64', 'aarch64'],
  ['architecture', 'x86', undefined],
  ['os_distro', 'Canonical', 'ubuntu', 'os_distro=ubuntu'],
  ['hypervisor_type', 'KVM', 'qemu', 'qemu, xen'],
  ['hypervisor_type', 'Xen', 'xen', 'qemu, xen'],
  ['hypervisor_type', 'vbox', undefined, 'qemu, xen'],
  ['hw_rng_model', 'none', 'virtio', 'virtio'],
  ['hw_disk_bus', ' SCSI ', 'scsi', 'scsi, virtio'],
  ['replace_frequency', 'often', undefined, 'yearly, daily'],
  ['hotfix_hours', '48h', '48'],
  ['hotfix_hours', '2 days', undefined],
  ['image_build_date', '20260802', '2026-08-02'],
  ['image_build_date', '2026/08/02', '2026-08-02'],
  ['image_build_date', '02.08.2026', '2026-08-02'],
  ['image_build_date', '31.02.2026', undefined],
  ['image_build_date', '2026.0802', undefined],
  ['provided_until', 'NONE', 'none', 'YYYY-MM-DD, none, notice'],
  ['provided_until', 'YYYY-MM-DD', undefined, 'YYYY-MM-DD, none, notice'],
  ['uuid_validity', 'Last-3', 'last-3', 'none, notice'],
  ['os_purpose', 'Generic', 'generic', 'generic, minimal'],
  ['os_purpose', 7, undefined, 'generic, minimal'],
  ['os_purpose', '', undefined, 'generic, minimal'],
]

describe('what a wrong property of an image certainly means', () => {
  for (const [name, value, expected, words] of ROWS) {
    test(`${name}=${JSON.stringify(value)} means ${expected ?? 'nothing that is certain'}`, () => {
      const about = { kind: 'image', name: 'x' } as const
      const finding: Finding = { code: 'property-value-not-allowed', about, ...(words && { expected: words }) }
      assert.equal(correctedProperty(name, value, finding), expected)
    })
  }
})

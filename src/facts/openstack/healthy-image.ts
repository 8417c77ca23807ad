import { imageFromGlance } from './image-from-glance.ts'
import type { Image } from './provided-images.ts'

/** Satisfies every rule of scs-0102 and the source rules of scs-0104 from its publication until the beginning of September 2026. */
const HEALTHY_IMAGE = {
  id: '6f1d4c2e-0f5b-4a53-9c0c-2d6b7b0d5a01',
  name: 'Ubuntu 24.04',
  status: 'active',
  visibility: 'public',
  os_hidden: false,
  owner: 'e2b7c2f0a1d94c1f8f0a5b6c7d8e9f00',
  size: 620_000_000,
  min_disk: 8,
  min_ram: 512,
  created_at: '2026-08-03T09:00:00Z',
  os_hash_algo: 'sha512',
  architecture: 'x86_64',
  os_distro: 'ubuntu',
  os_version: '24.04',
  os_purpose: 'generic',
  hw_disk_bus: 'scsi',
  hw_scsi_model: 'virtio-scsi',
  hypervisor_type: 'qemu',
  hw_rng_model: 'virtio',
  image_build_date: '2026-08-02',
  image_original_user: 'ubuntu',
  image_source: 'https://cloud-images.ubuntu.com/noble/20260802/noble-server-cloudimg-amd64.img',
  image_description: 'https://ubuntu.com/server/docs',
  replace_frequency: 'monthly',
  provided_until: '2029-05-31',
  uuid_validity: 'last-3',
  hotfix_hours: '0',
}

/** For tests: a healthy image with some fields, as Glance names them, changed; `undefined` takes a field away. */
export function healthyImage(changes: Readonly<Record<string, unknown>> = {}): Image {
  const raw = Object.entries({ ...HEALTHY_IMAGE, ...changes }).filter(([, value]) => value !== undefined)
  return imageFromGlance(Object.fromEntries(raw))
}

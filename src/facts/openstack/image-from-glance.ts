import { z } from 'zod'
import type { Image } from './provided-images.ts'

const glanceImageSchema = z.looseObject({ id: z.string().min(1).max(255) })

/** What Glance itself says about an image, apart from the fields that the fact names: neither judged nor kept. */
const OTHER_GLANCE_FIELDS = [
  'checksum',
  'container_format',
  'direct_url',
  'disk_format',
  'file',
  'locations',
  'os_hash_value',
  'protected',
  'schema',
  'self',
  'stores',
  'tags',
  'updated_at',
  'virtual_size',
]

const NAMED_GLANCE_FIELDS = [
  'id',
  'name',
  'status',
  'visibility',
  'os_hidden',
  'owner',
  'size',
  'min_disk',
  'min_ram',
  'created_at',
  'os_hash_algo',
]

const GLANCE_FIELDS = new Set([...OTHER_GLANCE_FIELDS, ...NAMED_GLANCE_FIELDS])

/**
 * Turns one image as the Image API v2 lists it (`GET /v2/images`) into the fact. An odd value never throws: where the
 * fact allows only one type, another type becomes null (`unknown` for status and visibility; a missing `os_hidden`,
 * which Image API versions before 2.7 do not send, means not hidden).
 *
 * @throws ZodError if `raw` is no object with a text as `id`: then the answer is no list of images at all.
 */
export function imageFromGlance(raw: unknown): Image {
  const image = glanceImageSchema.parse(raw)
  return {
    id: image.id,
    name: textOrNull(image.name),
    status: textOrNull(image.status) ?? 'unknown',
    visibility: textOrNull(image.visibility) ?? 'unknown',
    isHidden: image.os_hidden === true,
    owner: textOrNull(image.owner),
    sizeBytes: typeof image.size === 'number' && Number.isFinite(image.size) ? image.size : null,
    minDiskGiB: image.min_disk,
    minRamMiB: image.min_ram,
    createdAt: textOrNull(image.created_at),
    hashAlgorithm: image.os_hash_algo,
    properties: Object.fromEntries(Object.entries(image).filter(([name]) => !GLANCE_FIELDS.has(name))),
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

import { createHash } from 'node:crypto'
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { factsSchema } from '#facts/facts-document.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { isSubject } from '#vocabulary/subject.ts'
import { canonicalJson } from '../canonical-json.ts'
import { type EvidenceBundle, factsOfBundle, rootOfLeaves } from './evidence-bundle.ts'

/** How large a bundle may be as a file. */
export const MAX_EVIDENCE_BYTES = 2 * 1024 * 1024
const MAX_UNPACKED_BYTES = 32 * 1024 * 1024

/**
 * A file of gzip (RFC 1952), so that `zcat` shows it, in one fixed form: no name, no time, and an extra field `SG` with the
 * SHA-256 of everything after it. Gzip itself would not notice every changed bit.
 */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 255, 36, 0, 0x53, 0x47, 32, 0])
const DIGEST_BYTES = 32
const TRAILER_BYTES = 8

const digestSchema = z.string().regex(/^[0-9a-f]{64}$/)
const nameSchema = z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,79}$/)

const bundleSchema = z.strictObject({
  format: z.literal(1),
  run: z.strictObject({
    subject: z.string().refine(isSubject, 'is no name of a subject'),
    scopeUuid: z.uuid(),
    scopeDigest: digestSchema,
    checkedAt: z.iso.datetime(),
    suite: z.strictObject({ version: z.string().min(1).max(100), digest: digestSchema }),
  }),
  leaves: z
    .array(
      z.union([
        z.strictObject({ name: nameSchema, salt: digestSchema, fact: z.unknown() }),
        z.strictObject({ name: nameSchema, hash: digestSchema }),
      ]),
    )
    .max(200),
  root: digestSchema,
})

/** The bytes of a bundle as a file: canonical JSON (RFC 8785), compressed. */
export function packEvidence(bundle: EvidenceBundle): Buffer {
  const text = Buffer.from(canonicalJson(bundle), 'utf8')
  const trailer = Buffer.alloc(TRAILER_BYTES)
  trailer.writeUInt32LE(crc32(text), 0)
  trailer.writeUInt32LE(text.length, 4)
  const body = Buffer.concat([deflateRawSync(text, { level: 9 }), trailer])
  return Buffer.concat([HEADER, digestOf(body), body])
}

/** Whether bytes begin as a bundle does. */
export function isEvidenceFile(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, HEADER.length)).equals(HEADER)
}

/**
 * Reads a bundle from bytes that may be hostile: every bit is accounted for, sizes are limited, facts have their shapes, and
 * the leaves have the root that the bundle names.
 *
 * @throws CodedError EVIDENCE_MALFORMED, EVIDENCE_TOO_LARGE
 */
export function unpackEvidence(bytes: Uint8Array): EvidenceBundle {
  const text = unpackedText(bytes)
  const bundle = parse(text)
  if (canonicalText(bundle) !== text) throw malformed('its JSON is not in canonical form')
  const parsed = bundleSchema.safeParse(bundle)
  if (!parsed.success) throw malformed(problemOf(parsed.error))
  const names = parsed.data.leaves.map(({ name }) => name)
  if (names.some((name, index) => index > 0 && name <= (names[index - 1] ?? ''))) {
    throw malformed('its leaves are not in the order of their names')
  }
  // What was read is given back, not what the schemas made of it: unknown members belong to the leaf's hash.
  const evidence = bundle as EvidenceBundle
  const facts = factsSchema.safeParse(factsOfBundle(evidence))
  if (!facts.success) throw malformed(problemOf(facts.error))
  if (rootOfLeaves(evidence.leaves) !== evidence.root) throw malformed('its leaves do not have the root that it names')
  return evidence
}

/** The same for bytes that were checked when they came in: only the digest of the file is verified, which is far cheaper. */
export function unpackCheckedEvidence(bytes: Uint8Array): EvidenceBundle {
  return parse(unpackedText(bytes)) as EvidenceBundle
}

function unpackedText(bytes: Uint8Array): string {
  if (bytes.length > MAX_EVIDENCE_BYTES) {
    throw new CodedError(
      'EVIDENCE_TOO_LARGE',
      `The bundle has ${bytes.length} bytes, at most ${MAX_EVIDENCE_BYTES} are accepted.`,
    )
  }
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const body = file.subarray(HEADER.length + DIGEST_BYTES)
  if (!isEvidenceFile(file) || body.length < TRAILER_BYTES) throw malformed('it does not begin as a bundle does')
  if (!digestOf(body).equals(file.subarray(HEADER.length, HEADER.length + DIGEST_BYTES))) {
    throw malformed('its bytes do not have the digest that it names')
  }
  const unpacked = inflate(body.subarray(0, -TRAILER_BYTES))
  const trailer = body.subarray(-TRAILER_BYTES)
  if (trailer.readUInt32LE(0) !== crc32(unpacked) || trailer.readUInt32LE(4) !== unpacked.length) {
    throw malformed('its check sum is wrong')
  }
  return decode(unpacked)
}

function inflate(packed: Uint8Array): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: MAX_UNPACKED_BYTES })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') {
      throw new CodedError('EVIDENCE_TOO_LARGE', `Unpacked, the bundle has more than ${MAX_UNPACKED_BYTES} bytes.`)
    }
    throw malformed('it cannot be unpacked')
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw malformed('it is not UTF-8')
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw malformed('it is no JSON')
  }
}

function canonicalText(value: unknown): string {
  try {
    return canonicalJson(value)
  } catch {
    throw malformed('its JSON is nested too deeply, or holds halves of characters')
  }
}

function problemOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.map(String).join('.').slice(0, 200) || 'bundle'}: ${issue?.message ?? 'is wrong'}`
}

function digestOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest()
}

function malformed(reason: string): CodedError {
  return new CodedError('EVIDENCE_MALFORMED', `This is no evidence bundle, or it was changed: ${reason}.`)
}

import { type EvidenceBundle, makeEvidenceBundle } from '#report/evidence/evidence-bundle.ts'
import { isEvidenceFile, MAX_EVIDENCE_BYTES, unpackEvidence } from '#report/evidence/evidence-file.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { readInputFile } from '../input-file.ts'
import { readFactsFile } from '../read-facts-file.ts'

const MOST_BYTES = 64 * 1024 * 1024
const UNKNOWN_DIGEST = '0'.repeat(64)

/** Reads an evidence bundle. Throws CodedError SUITE_FILE_UNREADABLE, EVIDENCE_MALFORMED, EVIDENCE_TOO_LARGE. */
export function readBundleFile(path: string): EvidenceBundle {
  return named(path, () => unpackEvidence(readInputFile(path, MAX_EVIDENCE_BYTES)))
}

/**
 * Reads an evidence bundle, or the facts that `siegel check --facts` wrote, as a bundle; these do not name suite and scope by
 * their digests. Throws the same, or SUITE_FACTS_MALFORMED.
 */
export function readObservation(path: string): EvidenceBundle {
  const bytes = readInputFile(path, MOST_BYTES)
  // Any file that begins as gzip does is meant as a bundle, so that its fault is told.
  if (isEvidenceFile(bytes) || (bytes[0] === 0x1f && bytes[1] === 0x8b)) return named(path, () => unpackEvidence(bytes))
  const { subject, scopeUuid, checkedAt, suiteVersion, evidenceSalt, facts } = readFactsFile(path)
  const suite = { version: suiteVersion, digest: UNKNOWN_DIGEST }
  return makeEvidenceBundle(
    { subject, scopeUuid, scopeDigest: UNKNOWN_DIGEST, checkedAt, suite },
    facts,
    Buffer.from(evidenceSalt, 'hex'),
  )
}

function named<Value>(path: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof CodedError) throw new CodedError(error.code, error.message, { place: path })
    throw error
  }
}

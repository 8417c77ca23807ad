import { z } from 'zod'
import { toleratedFailureSchema } from '#facts/derived/kubernetes/tolerated-failures.ts'
import entries from './tolerated-failures.json' with { type: 'json' }

/**
 * Failures that do not count (scs-0201-v1 and scs-0219-v1: `okToFail` of scs-sonobuoy-config-v1.yaml). Which network
 * plugin an entry is about, and in which branch its test was repaired, is what its reason says.
 */
export const TOLERATED_FAILURES = z.array(toleratedFailureSchema).parse(entries)

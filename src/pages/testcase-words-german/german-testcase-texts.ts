import type { GermanText } from './german-text.ts'
import { KUBERNETES_TEXTS } from './kubernetes.ts'
import { MANUAL_TEXTS } from './manual.ts'
import { NETWORK_TEXTS } from './networks.ts'
import { SCS_0100_TEXTS } from './scs-0100.ts'
import { SCS_0101_TEXTS } from './scs-0101.ts'
import { SCS_0102_TEXTS } from './scs-0102.ts'
import { SCS_0103_TEXTS } from './scs-0103.ts'
import { SCS_0104_TEXTS } from './scs-0104.ts'
import { SCS_0123_TEXTS } from './scs-0123.ts'
import { SCS_0125_TEXTS } from './scs-0125.ts'
import { SCS_0215_TEXTS } from './scs-0215.ts'
import { SCS_0217_TEXTS } from './scs-0217.ts'
import { SCS_0302_TEXTS } from './scs-0302.ts'
import { STORAGE_AND_SECURITY_TEXTS } from './storage-and-security.ts'

/** What every testcase of the catalogue demands, and what to do when it fails, in German. */
export const GERMAN_TESTCASE_TEXTS: ReadonlyMap<string, GermanText> = new Map(
  [
    MANUAL_TEXTS,
    SCS_0100_TEXTS,
    SCS_0101_TEXTS,
    SCS_0102_TEXTS,
    SCS_0103_TEXTS,
    SCS_0104_TEXTS,
    STORAGE_AND_SECURITY_TEXTS,
    SCS_0123_TEXTS,
    SCS_0125_TEXTS,
    NETWORK_TEXTS,
    SCS_0302_TEXTS,
    KUBERNETES_TEXTS,
    SCS_0215_TEXTS,
    SCS_0217_TEXTS,
  ].flatMap((texts) => Object.entries(texts)),
)

/**
 * The kinds of vCPU (scs-0100-v3, "Mandatory components"; extra spec words: scs-0103-v1). A higher rank promises more.
 */
export const CPU_TYPES = {
  L: { extraSpec: 'crowded-core', rank: 0, words: 'heavily oversubscribed' },
  V: { extraSpec: 'shared-core', rank: 1, words: 'shared' },
  T: { extraSpec: 'dedicated-thread', rank: 2, words: 'dedicated hardware threads' },
  C: { extraSpec: 'dedicated-core', rank: 3, words: 'dedicated cores' },
} as const

/** The letter after the number of vCPUs. */
export type CpuType = keyof typeof CPU_TYPES
/** A value of the extra spec `scs:cpu-type`. */
export type CpuTypeWord = (typeof CPU_TYPES)[CpuType]['extraSpec']

/** The letter of a value of `scs:cpu-type`, or undefined for a word that the standard does not know. */
export function findCpuType(word: string): CpuType | undefined {
  return (Object.keys(CPU_TYPES) as CpuType[]).find((letter) => CPU_TYPES[letter].extraSpec === word)
}

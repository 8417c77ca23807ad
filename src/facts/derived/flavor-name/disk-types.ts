/**
 * The kinds of root disk (scs-0100-v3, "Disk"; extra spec words: scs-0103-v1). A higher rank promises more.
 */
export const DISK_TYPES = {
  n: { extraSpec: 'network', rank: 0, words: 'network storage' },
  h: { extraSpec: 'hdd', rank: 1, words: 'local hard disk' },
  s: { extraSpec: 'ssd', rank: 2, words: 'local SSD' },
  p: { extraSpec: 'nvme', rank: 3, words: 'local high-performance NVMe' },
} as const

/** The letter after the size of the disk. */
export type DiskType = keyof typeof DISK_TYPES
/** A value of the extra specs `scs:diskN-type`. */
export type DiskTypeWord = (typeof DISK_TYPES)[DiskType]['extraSpec']

/** What a disk without a letter is at least, and so what a machine made from the name advertises. */
export const UNSPECIFIED_DISK_TYPE: DiskType = 'n'

/** The letter of a value of `scs:diskN-type`, or undefined for a word that the standard does not know. */
export function findDiskType(word: string): DiskType | undefined {
  return (Object.keys(DISK_TYPES) as DiskType[]).find((letter) => DISK_TYPES[letter].extraSpec === word)
}

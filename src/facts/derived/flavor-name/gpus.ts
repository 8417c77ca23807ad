/**
 * GPU vendors, the unit in which they count, and their generations (scs-0100-v3.3, "GPU").
 * AMD follows the rule of the text: GCN x is 0.x, CDNA and UDNA x are x, RDNA x is x.1, RDNA 3.5 is 3.5 (D-03).
 * Intel 0.95 is in no table of the standard but in use, so it is tolerated.
 */
export const GPU_VENDORS = {
  N: {
    vendor: 'Nvidia',
    unit: 'SMs',
    generations: new Map([
      ['f', 'Fermi'],
      ['k', 'Kepler'],
      ['m', 'Maxwell'],
      ['p', 'Pascal'],
      ['v', 'Volta'],
      ['t', 'Turing'],
      ['a', 'Ampere'],
      ['l', 'Ada Lovelace'],
      ['g', 'Grace Hopper'],
      ['b', 'Blackwell'],
      ['u', 'Blackwell Ultra'],
    ]),
  },
  A: {
    vendor: 'AMD',
    unit: 'CUs',
    generations: new Map([
      ['0.1', 'GCN 1'],
      ['0.2', 'GCN 2'],
      ['0.3', 'GCN 3'],
      ['0.4', 'GCN 4 (Polaris)'],
      ['0.5', 'GCN 5 (Vega)'],
      ['1', 'CDNA 1'],
      ['1.1', 'RDNA 1'],
      ['2', 'CDNA 2'],
      ['2.1', 'RDNA 2'],
      ['3', 'CDNA 3'],
      ['3.1', 'RDNA 3'],
      ['3.5', 'RDNA 3.5'],
      ['4', 'CDNA 4'],
      ['4.1', 'RDNA 4'],
      ['5', 'UDNA 5'],
      ['5.1', 'RDNA 5'],
    ]),
  },
  I: {
    vendor: 'Intel',
    unit: 'EUs',
    generations: new Map([
      ['0.9', 'Gen9 (Skylake)'],
      ['0.95', 'Gen9.5 (Kaby Lake)'],
      ['1', 'Xe 12.1 (DG1)'],
      ['2', 'Xe 12.2'],
      ['3', 'Arc 12.7 (DG2)'],
      ['4', 'Battlemage 20.0'],
    ]),
  },
} as const satisfies Record<string, { vendor: string; unit: string; generations: ReadonlyMap<string, string> }>

export type GpuVendor = keyof typeof GPU_VENDORS

/** `G`: the whole device is passed through; `g`: a virtual share of one. */
export const GPU_KINDS = { G: 'pass-through', g: 'virtual' } as const

export type GpuKind = keyof typeof GPU_KINDS

/** Marks after the number of units. */
export const GPU_CLOCK_MARKS = { h: 'high clock', hh: 'very high clock' } as const

export type GpuClockMark = keyof typeof GPU_CLOCK_MARKS

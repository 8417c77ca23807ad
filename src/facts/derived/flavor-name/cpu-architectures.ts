/**
 * Processor vendors and their generations by number (scs-0100-v3.3, "CPU architecture details").
 * `keepsLetterWhenShort`: the architecture differs from x86-64, so a short name must still say it.
 */
export const CPU_ARCHITECTURES = {
  i: {
    vendor: 'Intel',
    instructionSet: 'x86-64',
    keepsLetterWhenShort: false,
    generations: new Map([
      [0, 'before Skylake'],
      [1, 'Skylake'],
      [2, 'Cascade Lake'],
      [3, 'Ice Lake'],
      [4, 'Sapphire Rapids'],
      [5, 'Sierra Forest'],
      [6, 'Granite Rapids'],
    ]),
  },
  z: {
    vendor: 'AMD',
    instructionSet: 'x86-64',
    keepsLetterWhenShort: false,
    generations: new Map([
      [0, 'before Zen'],
      [1, 'Zen 1 (Naples)'],
      [2, 'Zen 2 (Rome)'],
      [3, 'Zen 3 (Milan)'],
      [4, 'Zen 4 (Genoa)'],
      [5, 'Zen 5 (Turin)'],
      [6, 'Zen 6 (Venice)'],
    ]),
  },
  a: {
    vendor: 'Arm',
    instructionSet: 'AArch64',
    keepsLetterWhenShort: true,
    generations: new Map([
      [0, 'before Cortex-A76'],
      [1, 'Cortex-A76, Neoverse N1'],
      [2, 'Cortex-A78, X1, Neoverse V1'],
      [3, 'Cortex-A71x, Neoverse N2, V2'],
      [4, 'AmpereOne'],
      [5, 'Cortex-A72x, Neoverse N3, V3'],
    ]),
  },
  r: {
    vendor: 'RISC-V',
    instructionSet: 'RISC-V',
    keepsLetterWhenShort: true,
    // Generation 1 has no definition yet, so a name cannot promise it.
    generations: new Map([[0, 'unspecified']]),
  },
} as const satisfies Record<
  string,
  {
    vendor: string
    instructionSet: string
    keepsLetterWhenShort: boolean
    generations: ReadonlyMap<number, string>
  }
>

export type CpuVendor = keyof typeof CPU_ARCHITECTURES

/** Marks for the clock on all cores (scs-0100-v3). */
export const FREQUENCY_MARKS = {
  h: 'above 2.75 GHz',
  hh: 'above 3.25 GHz',
  hhh: 'above 3.75 GHz',
} as const

export type FrequencyMark = keyof typeof FREQUENCY_MARKS

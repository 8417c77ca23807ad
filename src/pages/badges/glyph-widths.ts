/** Thousandths of the size of the writing, with the characters that are so wide in DejaVu Sans. */
const WIDTHS: readonly (readonly [width: number, characters: string])[] = [
  [275, "'"],
  [278, 'ijl'],
  [295, 'IJ'],
  [318, ' ,.·'],
  [337, '/:;\\|'],
  [352, 'f'],
  [361, '-'],
  [390, '()[]'],
  [392, 't'],
  [401, '!'],
  [411, 'r'],
  [460, '"'],
  [500, '*_`–'],
  [521, 's'],
  [525, 'z'],
  [531, '?'],
  [550, 'cç'],
  [557, 'L'],
  [575, 'F'],
  [579, 'k'],
  [592, 'vxy'],
  [603, 'P'],
  [611, 'TYoö'],
  [614, 'aäàeéè'],
  [631, 'ßEhnuüñ'],
  [635, 'Sbdgpq$0123456789{}'],
  [656, 'K'],
  [685, 'AVÄXZB'],
  [697, 'RC'],
  [732, 'UÜ'],
  [750, 'NH'],
  [772, 'DG'],
  [785, '&OQÖ'],
  [818, 'w'],
  [838, '#+<=>^~'],
  [863, 'M'],
  [950, '%'],
  [974, 'm'],
  [989, 'W'],
]
/** Wide enough for every letter of the font. */
const OTHER_WIDTH = 1_000

const WIDTH_OF = new Map(WIDTHS.flatMap(([width, characters]) => [...characters].map((one) => [one, width] as const)))

/** How wide a text is in DejaVu Sans, or in a font with its measures such as Verdana, at a size in pixels. */
export function textWidth(text: string, size: number): number {
  const thousandths = [...text].reduce((sum, character) => sum + (WIDTH_OF.get(character) ?? OTHER_WIDTH), 0)
  return (thousandths * size) / 1_000
}

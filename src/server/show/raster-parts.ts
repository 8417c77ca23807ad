import { readFileSync } from 'node:fs'

/**
 * The program that turns SVG into pixels, and the font of the badges. A released program has no folder of packages: the build
 * replaces this module by one that holds both.
 */
export function rasterParts(): { readonly program: Uint8Array; readonly font: Uint8Array } {
  return { program: readPackageFile('@resvg/resvg-wasm/index_bg.wasm'), font: readPackageFile(FONT) }
}

const FONT = 'dejavu-fonts-ttf/ttf/DejaVuSans.ttf'

function readPackageFile(name: string): Uint8Array {
  return readFileSync(new URL(import.meta.resolve(name)))
}

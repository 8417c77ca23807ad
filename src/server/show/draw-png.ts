import type { Resvg } from '@resvg/resvg-wasm'

/** Badges on screens of twice and three times the usual density. */
const ZOOM = 3
const MOST_KEPT = 200

type Draw = (svg: string) => Buffer
let starting: Promise<Draw> | undefined

/** Draws an SVG of ours as PNG, three times as large, with the font that we bring. Nothing in the SVG is fetched. */
export async function drawPng(svg: string): Promise<Buffer> {
  starting ??= start()
  return (await starting)(svg)
}

/** The library, its WebAssembly and the font are loaded for the first picture only. */
async function start(): Promise<Draw> {
  const [library, { rasterParts }] = await Promise.all([import('@resvg/resvg-wasm'), import('./raster-parts.ts')])
  const { program, font } = rasterParts()
  await library.initWasm(program as Uint8Array<ArrayBuffer>)
  const kept = new Map<string, Buffer>()
  return (svg) => {
    // The words for those who do not see the picture leave no trace in it.
    const seen = svg.replace(/<title>[^<]*<\/title>/, '').replace(/ aria-label="[^"]*"/, '')
    const known = kept.get(seen)
    if (known) return known
    const drawn = draw(library, seen, font)
    if (kept.size >= MOST_KEPT) kept.clear()
    kept.set(seen, drawn)
    return drawn
  }
}

function draw(library: { Resvg: typeof Resvg }, svg: string, font: Uint8Array): Buffer {
  const drawing = new library.Resvg(svg, {
    fitTo: { mode: 'zoom', value: ZOOM },
    font: { fontBuffers: [font], defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' },
  })
  const image = drawing.render()
  try {
    return Buffer.from(image.asPng())
  } finally {
    image.free()
    drawing.free()
  }
}

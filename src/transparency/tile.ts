/** Hashes of a full tile, and entries of a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256
/** How many levels of the tree a tile spans. */
export const TILE_HEIGHT = 8

/** A tile, or a bundle of entries; narrower than `TILE_WIDTH` it is partial. */
export interface Tile {
  readonly level: number | 'entries'
  readonly number: number
  readonly width: number
}

/** The path of a tile below the prefix of a log: `tile/<L>/<N>[.p/<W>]` (C2SP tlog-tiles, Merkle Tree). */
export function tilePath({ level, number, width }: Tile): string {
  const digits = String(number).padStart(Math.ceil(String(number).length / 3) * 3, '0')
  const groups = digits.match(/\d{3}/g) ?? []
  const path = groups.map((group, index) => (index < groups.length - 1 ? `x${group}` : group)).join('/')
  return `tile/${level}/${path}${width === TILE_WIDTH ? '' : `.p/${width}`}`
}

const TILE_PATH =
  /^tile\/(?<level>entries|0|[1-9]|[1-5]\d|6[0-3])\/(?<number>(?:x\d{3}\/){0,4}\d{3})(?:\.p\/(?<width>[1-9]\d{0,2}))?$/

/** Undefined for what is no path of a tile, or not written as `tilePath` does. */
export function parseTilePath(path: string): Tile | undefined {
  const { level, number, width } = TILE_PATH.exec(path)?.groups ?? {}
  if (level === undefined || number === undefined) return undefined
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    number: Number(number.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  }
  return tilePath(tile) === path ? tile : undefined
}

/** How many hashes a tree of so many entries has in tiles of a level. */
export function hashesAtLevel(level: Tile['level'], size: number): number {
  return level === 'entries' ? size : Math.floor(size / TILE_WIDTH ** level)
}

/** How wide a tile is in a tree of a size; 0: there is none. */
export function widthIn(size: number, { level, number }: Pick<Tile, 'level' | 'number'>): number {
  return Math.max(0, Math.min(TILE_WIDTH, hashesAtLevel(level, size) - number * TILE_WIDTH))
}

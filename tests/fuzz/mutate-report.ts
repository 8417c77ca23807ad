import type { JsonValue } from '#report/json-value.ts'
import { serialiseReport } from '#report/serialise-report.ts'
import type { Dice } from '../mutations/seeded-dice.ts'

export type Format = 'yaml' | 'json'

/** Values that have broken readers of reports, pages or databases before. */
const HOSTILE: readonly JsonValue[] = [
  null,
  true,
  '',
  0,
  -1,
  1,
  42,
  1.5,
  -0,
  1e300,
  2 ** 53,
  'a\u0000b',
  '\ud800',
  '__proto__',
  'constructor',
  '<script>alert(1)</script>',
  'a) <img src=x onerror=alert(1)> [b](javascript:alert(1))',
  'infinity',
  'yesterday',
  '9999-12-31',
  '2099-01-01 00:00:00',
  '2026-11-21T06:30:00+14:00',
  '0000-00-00',
  'password=hunter2hunter2',
  'x'.repeat(5_000),
  '../../etc/passwd',
  "'; DROP TABLE report; --",
  '00000000-0000-0000-0000-000000000000',
  [],
  {},
  [[[[[]]]]],
  { results: { a: 1 } },
  ['scs-0101-entropy: PASS', 'ERROR: x', 5 as never],
]

const PIECES = [
  '&a ',
  '*a',
  '<<: *a\n',
  '{',
  '}',
  '[',
  '"',
  '\\ud800',
  '\n---\n',
  '- ',
  ': ',
  '? ',
  '|\n',
  '%',
  '\ufeff',
  '1e999',
  '.nan',
  '!!python/object:os.system ',
  '\t',
]

type Members = { [name: string]: JsonValue }
type Place = { readonly holder: Members | JsonValue[]; readonly key: string | number }

/** Changes a report in up to four places of its tree, mostly leaving it a tree that is nearly a report. */
export function mutateTree(document: JsonValue, dice: Dice): JsonValue {
  const changed = structuredClone(document)
  for (let change = dice.whole(0, 4); change > 0; change -= 1) {
    const places = placesIn(changed)
    if (places.length === 0) break
    changeAt(dice.oneOf(places), places, dice)
  }
  return changed
}

function placesIn(value: JsonValue): Place[] {
  if (value === null || typeof value !== 'object') return []
  const holder = value as Place['holder']
  const keys = Array.isArray(holder) ? [...holder.keys()] : Object.keys(holder)
  return keys.flatMap((key) => [{ holder, key }, ...placesIn(read({ holder, key }))])
}

function read({ holder, key }: Place): JsonValue {
  return (Array.isArray(holder) ? holder[Number(key)] : holder[String(key)]) ?? null
}

function write({ holder, key }: Place, value: JsonValue): void {
  if (Array.isArray(holder)) holder[Number(key)] = value
  else holder[String(key)] = value
}

function remove({ holder, key }: Place): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1)
  else delete holder[String(key)]
}

function changeAt(place: Place, places: readonly Place[], dice: Dice): void {
  const { holder } = place
  const kind = dice.whole(0, 6)
  if (kind === 0) remove(place)
  else if (kind === 1) write(place, structuredClone(read(dice.oneOf(places))))
  else if (kind === 2) write(place, [read(place)])
  else if (kind === 3 && !Array.isArray(holder)) holder[String(dice.oneOf(HOSTILE)).slice(0, 200)] = read(place)
  else if (kind === 4) write(place, nested(dice.whole(1, 100)))
  else write(place, structuredClone(dice.oneOf(HOSTILE)))
}

function nested(depth: number): JsonValue {
  let value: JsonValue = 1
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value }
  return value
}

/** Writes a document and, in one of four cases, damages its text, too: pieces inserted, cut out, bytes turned. */
export function mutatedBytes(document: JsonValue, format: Format, dice: Dice): Buffer {
  const bytes = serialise(mutateTree(document, dice), format)
  if (!dice.chance(25)) return bytes
  const at = dice.whole(0, bytes.length)
  switch (dice.whole(0, 3)) {
    case 0:
      return bytes.subarray(0, at)
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from([dice.whole(0, 255)]), bytes.subarray(at + 1)])
    case 2:
      return Buffer.concat([bytes, bytes.subarray(at)])
    default:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(dice.oneOf(PIECES)), bytes.subarray(at)])
  }
}

/** What our own writer rejects is written as JSON, which every YAML reader reads, too. */
function serialise(document: JsonValue, format: Format): Buffer {
  try {
    return serialiseReport(document as never, format)
  } catch {
    return Buffer.from(JSON.stringify(document) ?? '')
  }
}

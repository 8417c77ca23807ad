/** One value that is not the same on both sides; undefined where it is not there. */
export interface Difference {
  /** Names of members, and of objects within lists. */
  readonly path: readonly string[]
  readonly before: unknown
  readonly after: unknown
}

type Value = Readonly<Record<string, unknown>>

/** What tells objects of a list apart, best first. */
const NAMING_MEMBERS = ['id', 'name', 'type', 'check', 'step', 'endpoint', 'url', 'interface']

/** Where two JSON values differ, as small as possible. Objects in lists are paired by `id`, else by `name`, not by place. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const found: Difference[] = []
  mix(before, after, [], (difference) => {
    found.push(difference)
    return false
  })
  return found
}

/** The first value with some of the differences carried over, by their places in `differencesOf`. */
export function withDifferences(before: unknown, after: unknown, taken: ReadonlySet<number>): unknown {
  let index = -1
  return mix(before, after, [], () => {
    index += 1
    return taken.has(index)
  })
}

type Take = (difference: Difference) => boolean

function mix(before: unknown, after: unknown, path: readonly string[], take: Take): unknown {
  if (before === after) return before
  if (Array.isArray(before) && Array.isArray(after)) return mixLists(before, after, path, take)
  if (isObject(before) && isObject(after)) return mixObjects(before, after, path, take)
  return take({ path, before, after }) ? after : before
}

function mixObjects(before: Value, after: Value, path: readonly string[], take: Take): Value {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = mix(ownMember(before, name), ownMember(after, name), [...path, name], take)
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

function mixLists(before: readonly unknown[], after: readonly unknown[], path: readonly string[], take: Take) {
  if (![...before, ...after].every(isObject)) return mixPlainLists(before, after, path, take)
  const partners = pairUp(before as readonly Value[], after as readonly Value[])
  const used = new Set(partners.values())
  const kept = (before as readonly Value[]).flatMap((item) => {
    const partner = partners.get(item)
    const value = mix(item, partner, [...path, nameOf(item, before)], take)
    return value === undefined ? [] : [value]
  })
  const added = (after as readonly Value[])
    .filter((item) => !used.has(item))
    .flatMap((item) => (take({ path: [...path, nameOf(item, after)], before: undefined, after: item }) ? [item] : []))
  return [...kept, ...added]
}

/** Lists of texts or numbers are one value: their order may mean something, as the lines of a console do. */
function mixPlainLists(before: readonly unknown[], after: readonly unknown[], path: readonly string[], take: Take) {
  if (JSON.stringify(before) === JSON.stringify(after)) return before
  return take({ path, before, after }) ? after : before
}

/**
 * First by id, and what is left by name: an object that was replaced by another of its name has changed. What has neither is
 * paired by its place.
 */
function pairUp(before: readonly Value[], after: readonly Value[]): ReadonlyMap<Value, Value> {
  const pairs = new Map<Value, Value>()
  for (const key of NAMING_MEMBERS) {
    const free = uniqueBy(
      after.filter((item) => ![...pairs.values()].includes(item)),
      key,
    )
    for (const [name, item] of uniqueBy(
      before.filter((one) => !pairs.has(one)),
      key,
    )) {
      const partner = free.get(name)
      if (partner !== undefined) pairs.set(item, partner)
    }
  }
  const nameless = after.filter((item) => !hasName(item))
  for (const [index, item] of before.filter((one) => !hasName(one)).entries()) {
    const partner = nameless[index]
    if (partner !== undefined) pairs.set(item, partner)
  }
  return pairs
}

function hasName(item: Value): boolean {
  return NAMING_MEMBERS.some((key) => ownMember(item, key) !== undefined)
}

function uniqueBy(items: readonly Value[], key: string): Map<unknown, Value> {
  const groups = Map.groupBy(items, (item) => ownMember(item, key))
  return new Map(
    [...groups].flatMap(([name, [item, ...more]]) =>
      (typeof name === 'string' || typeof name === 'number') && item && more.length === 0 ? [[name, item]] : [],
    ),
  )
}

function nameOf(item: Value, list: readonly unknown[]): string {
  const { name, id, type } = item
  const isUnique = list.filter((other) => isObject(other) && other.name === name).length === 1
  if (typeof name === 'string' && name !== '' && isUnique) return name
  const shown = [name, type, id].filter((part) => typeof part === 'string' && part !== '')
  return shown.length > 0 ? shown.join(' ') : `#${list.indexOf(item) + 1}`
}

function isObject(value: unknown): value is Value {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function ownMember(value: Value, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined
}

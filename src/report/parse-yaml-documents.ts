import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type ParsedNode,
  parseAllDocuments,
} from 'yaml'
import { CodedError } from '#vocabulary/coded-error.ts'
import { DocumentBudget, type LineColumn, malformed } from './document-budget.ts'
import type { JsonValue } from './json-value.ts'
import { MAX_DOCUMENTS } from './report-limits.ts'
import { WIRE_SCALARS } from './yaml-scalars.ts'

/** One document of a YAML stream, and where its parts stand. */
export interface YamlDocument {
  readonly value: JsonValue
  /** Line and column of what stands at a path, or of the nearest part that contains it. */
  placeOf(path: readonly PropertyKey[]): LineColumn
}

/**
 * Reads a YAML stream in the dialect of the predecessor: YAML 1.2 with merge keys, `!!omap` and the scalars of `WIRE_SCALARS`.
 * Duplicate keys, unknown tags, NaN and infinity are refused; aliases are expanded within a budget. Documents without
 * content are left out. Throws coded errors `REPORT_…` with line and column.
 */
export function parseYamlDocuments(text: string): YamlDocument[] {
  const lineCounter = new LineCounter()
  const budgets = { expanded: new DocumentBudget(), asWritten: new DocumentBudget() }
  const documents = composeDocuments(text, lineCounter)
  return documents
    .filter(({ contents }) => !isEmpty(contents))
    .map((document) => new YamlReader(document, lineCounter, budgets).read())
}

/** Wherever it stands at the beginning of a line, it begins a document. */
const DOCUMENT_MARK = /^---(?=\s|$)/gm

function composeDocuments(text: string, lineCounter: LineCounter): Document.Parsed[] {
  const marks = text.match(DOCUMENT_MARK)?.length ?? 0
  // One more than documents, because a trailing mark begins an empty one.
  if (marks > MAX_DOCUMENTS + 1) {
    throw new CodedError('REPORT_TOO_LARGE', `there are more than ${MAX_DOCUMENTS} reports in one upload`)
  }
  try {
    // Duplicate keys are found by the reader below: the library compares each key with each other.
    const options = { lineCounter, uniqueKeys: false, prettyErrors: false, stringKeys: false, schema: 'core' } as const
    const documents = parseAllDocuments(text, {
      ...options,
      customTags: (tags) => [...WIRE_SCALARS, 'omap', ...tags.filter((tag) => !isNumberTag(tag))],
    })
    return Array.isArray(documents) ? documents : []
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep()
    throw error
  }
}

function isNumberTag(tag: unknown): boolean {
  const name = typeof tag === 'object' && tag !== null && 'tag' in tag ? tag.tag : undefined
  return name === 'tag:yaml.org,2002:int' || name === 'tag:yaml.org,2002:float'
}

function isEmpty(contents: ParsedNode | null): boolean {
  return contents === null || (isScalar(contents) && contents.value === null)
}

class YamlReader {
  readonly #document: Document.Parsed
  readonly #lineCounter: LineCounter
  readonly #budget: DocumentBudget
  readonly #budgetAsWritten: DocumentBudget
  readonly #targets = new Map<Alias, Node>()

  /** The budgets are those of the whole upload. */
  constructor(
    document: Document.Parsed,
    lineCounter: LineCounter,
    { expanded, asWritten }: { readonly expanded: DocumentBudget; readonly asWritten: DocumentBudget },
  ) {
    this.#document = document
    this.#lineCounter = lineCounter
    this.#budget = expanded
    this.#budgetAsWritten = asWritten
  }

  read(): YamlDocument {
    const { errors, warnings, directives } = this.#document
    const [problem] = [...errors, ...warnings]
    if (problem?.code === 'RESOURCE_EXHAUSTION') throw tooDeep()
    if (problem) throw malformed(`this is no YAML: ${problem.message}`, this.#placeAt(problem.pos[0]))
    const { explicit, version } = directives.yaml
    if (explicit && version !== '1.2') throw malformed('only YAML 1.2 can be read', '1:1')
    this.#findTargets(this.#document.contents, new Map(), 0)
    return { value: this.#value(this.#document.contents, 0), placeOf: (path) => this.#placeOf(path) }
  }

  /** Finds out to which node each alias refers: the last one before it that has the anchor. */
  #findTargets(node: unknown, anchors: Map<string, Node>, depth: number): void {
    if (isAlias(node)) {
      const target = anchors.get(node.source)
      if (!target) throw malformed('an alias refers to an anchor that is not there', this.#placeOfNode(node))
      this.#targets.set(node, target)
    } else if (isPair(node)) {
      this.#findTargets(node.key, anchors, depth)
      this.#findTargets(node.value, anchors, depth)
    } else if (isScalar(node) || isMap(node) || isSeq(node)) {
      this.#budgetAsWritten.spendValue(depth, () => this.#placeOfNode(node))
      if (node.anchor !== undefined) anchors.set(node.anchor, node)
      if (!isScalar(node)) for (const item of node.items) this.#findTargets(item, anchors, depth + 1)
    }
  }

  #value(node: unknown, depth: number): JsonValue {
    const place = () => this.#placeOfNode(node)
    this.#budget.spendValue(depth, place)
    if (isAlias(node)) return this.#value(this.#targets.get(node), depth + 1)
    if (isScalar(node)) return this.#scalar(node.value, place)
    if (isMap(node)) return Object.fromEntries(this.#entries(node.items, depth))
    if (isSeq(node)) {
      const items: readonly unknown[] = node.items
      if (node.tag === 'tag:yaml.org,2002:omap') return Object.fromEntries(this.#entries(items, depth))
      return items.map((item) => this.#value(item, depth + 1))
    }
    if (node === null || node === undefined) return null
    throw malformed('this is no value', place())
  }

  #scalar(value: unknown, place: () => LineColumn): JsonValue {
    if (typeof value === 'string') return this.#budget.spendText(value, place)
    if (typeof value === 'boolean' || value === null) return value
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw malformed('a number is infinite or no number', place())
  }

  #entries(items: readonly unknown[], depth: number): Map<string, JsonValue> {
    const entries = new Map<string, JsonValue>()
    const merged = new Map<string, JsonValue>()
    for (const item of items) {
      if (!isPair(item)) throw malformed('this is no pair of key and value', this.#placeOfNode(item))
      const place = () => this.#placeOfNode(item.key)
      if (isMergeKey(item.key)) {
        for (const [key, value] of this.#mergedEntries(item.value, depth)) if (!merged.has(key)) merged.set(key, value)
        continue
      }
      const key = this.#budget.spendKey(this.#key(item.key, depth), entries, place)
      entries.set(key, this.#value(item.value, depth + 1))
    }
    for (const [key, value] of merged) if (!entries.has(key)) entries.set(key, value)
    return entries
  }

  /** Keys that are no text are written as JSON would: 1, true, null. */
  #key(node: unknown, depth: number): string {
    const value = this.#value(node, depth + 1)
    if (typeof value === 'object' && value !== null) throw malformed('a key is no scalar', this.#placeOfNode(node))
    return String(value)
  }

  #mergedEntries(node: unknown, depth: number): Map<string, JsonValue> {
    this.#budget.spendValue(depth + 1, () => this.#placeOfNode(node))
    const target = isAlias(node) ? this.#targets.get(node) : node
    if (isMap(target)) return this.#entries(target.items, depth + 1)
    if (!isSeq(target)) throw malformed('only mappings can be merged', this.#placeOfNode(node))
    const items: readonly unknown[] = target.items
    return new Map(items.toReversed().flatMap((item) => [...this.#mergedEntries(item, depth + 1)]))
  }

  #placeOf(path: readonly PropertyKey[]): LineColumn {
    let node: unknown = this.#document.contents
    let place = this.#placeOfNode(node)
    for (const step of path) {
      if (isAlias(node)) node = this.#targets.get(node)
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
        if (!pair) return place
        place = this.#placeOfNode(pair.key)
        node = pair.value
      } else if (isSeq(node)) {
        node = node.items[Number(step)]
        place = this.#placeOfNode(node, place)
      } else return place
    }
    return place
  }

  #placeOfNode(node: unknown, otherwise: LineColumn = '1:1'): LineColumn {
    const range = isAlias(node) || isScalar(node) || isMap(node) || isSeq(node) ? node.range : undefined
    return range ? this.#placeAt(range[0]) : otherwise
  }

  #placeAt(offset: number): LineColumn {
    const { line, col } = this.#lineCounter.linePos(offset)
    return `${line}:${col}`
  }
}

function isMergeKey(key: unknown): boolean {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN'
}

function tooDeep(): CodedError {
  return new CodedError('REPORT_TOO_COMPLEX', 'the report is nested too deeply')
}

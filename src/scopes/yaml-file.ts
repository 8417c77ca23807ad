import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** The way from the top of a file to a value: keys of maps and indexes of lists. */
export type YamlPath = readonly (string | number)[]

/** Something wrong with a file, and where in it. */
export interface YamlProblem {
  readonly line: number
  readonly column: number
  readonly path: YamlPath
  readonly problem: string
}

/** A YAML text as data, and the way back from data to lines. */
export interface YamlFile {
  readonly value: unknown
  /** What is wrong with the text as YAML; `value` means nothing unless this is empty. */
  readonly problems: readonly YamlProblem[]
  /** Names the place of a value, or of the nearest thing around it if it is not there. */
  problemAt(path: YamlPath, problem: string): YamlProblem
}

const LARGEST_TEXT = 1_000_000
const DEEPEST_NESTING = 30
const WIDEST_INDENTATION = 4 * DEEPEST_NESTING
const MOST_ALIASES = 100

/** Reads YAML 1.2 (or JSON) from a text that may be hostile: size, depth and aliases are limited, duplicate keys refused. */
export function readYaml(text: string): YamlFile {
  if (text.length > LARGEST_TEXT) return unreadable(`longer than ${LARGEST_TEXT} characters`)
  if (nestsTooDeeply(text)) return unreadable(`nested more than ${DEEPEST_NESTING} levels deep`)
  const lines = new LineCounter()
  try {
    const document = parseDocument(text, { lineCounter: lines, version: '1.2', schema: 'core', prettyErrors: false })
    const problemAt = (path: YamlPath, problem: string) => ({ ...positionOf(document, lines, path), path, problem })
    const problems = [...document.errors, ...document.warnings].map((error) => {
      const { line, col } = lines.linePos(error.pos[0])
      return { line, column: col, path: [], problem: error.message }
    })
    if (problems.length > 0) return { value: undefined, problems, problemAt }
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }), problems, problemAt }
  } catch (error) {
    return unreadable(error instanceof Error ? error.message : String(error))
  }
}

function unreadable(problem: string): YamlFile {
  const problemAt = (path: YamlPath, text: string) => ({ line: 1, column: 1, path, problem: text })
  return { value: undefined, problems: [problemAt([], problem)], problemAt }
}

/**
 * Looks at the nesting before the parser recurses into it: brackets by counting, blocks by how far the lines are
 * indented (`- - - …` and `? ? ? …` included). Brackets in quoted text count, too; no honest file comes near the limit.
 */
function nestsTooDeeply(text: string): boolean {
  let depth = 0
  for (const character of text) {
    if (character === '[' || character === '{') depth += 1
    if (character === ']' || character === '}') depth = Math.max(0, depth - 1)
    if (depth > DEEPEST_NESTING) return true
  }
  return text.split('\n').some((line) => line.search(/[^ \t\-?:]|$/) > WIDEST_INDENTATION)
}

function positionOf(document: Document, lines: LineCounter, path: YamlPath): { line: number; column: number } {
  let node: unknown = document.contents
  let offset = startOf(node) ?? 0
  for (const step of path) {
    if (isAlias(node)) node = node.resolve(document)
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
      if (!pair) break
      offset = startOf(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(step)]
      offset = startOf(node) ?? offset
    } else break
  }
  const { line, col } = lines.linePos(offset)
  return { line, column: col }
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0]
}

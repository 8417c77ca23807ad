import { STATES_WORST_FIRST, type State, stateOf } from '#evaluation/worst-member.ts'
import type { TableRow, TableSection } from './table-page.ts'

/** What a reader wants to see of the overview; an empty text stands for everything. */
export interface TableFilter {
  readonly search: string
  readonly layer: string
  readonly state: State | ''
  readonly version: string
  readonly operator: string
  readonly jurisdiction: string
}

/** What can be chosen, in order. */
export interface TableChoices {
  readonly layers: readonly string[]
  readonly states: readonly State[]
  readonly versions: readonly string[]
  readonly operators: readonly string[]
  readonly jurisdictions: readonly string[]
}

export const EVERYTHING: TableFilter = {
  search: '',
  layer: '',
  state: '',
  version: '',
  operator: '',
  jurisdiction: '',
}

/** The choices that lead to at least one line each. */
export function tableChoices(sections: readonly TableSection[]): TableChoices {
  const rows = sections.flatMap((section) => section.rows)
  const texts = (all: readonly (string | undefined)[]) =>
    [...new Set(all.filter((text) => text !== undefined))].toSorted((a, b) =>
      a.localeCompare(b, 'en', { numeric: true }),
    )
  const states = new Set(rows.map(({ compliance }) => stateOf(compliance)))
  return {
    layers: texts(sections.map(({ layer }) => layer)),
    states: STATES_WORST_FIRST.toReversed().filter((state) => states.has(state)),
    versions: texts(rows.map(shownVersion)).toReversed(),
    operators: texts(rows.map(({ operator }) => operator)),
    jurisdictions: texts(rows.map(({ jurisdiction }) => jurisdiction)),
  }
}

/** The lines that match everything that was asked for; sections without any are left out. */
export function filterSections(sections: readonly TableSection[], filter: TableFilter): TableSection[] {
  const words = filter.search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return sections
    .filter(({ layer }) => filter.layer === '' || layer === filter.layer)
    .map((section) => ({ ...section, rows: section.rows.filter((row) => matches(row, filter, words)) }))
    .filter(({ rows }) => rows.length > 0)
}

function matches(row: TableRow, filter: TableFilter, words: readonly string[]): boolean {
  if (filter.state !== '' && stateOf(row.compliance) !== filter.state) return false
  if (filter.version !== '' && shownVersion(row) !== filter.version) return false
  if (filter.operator !== '' && row.operator !== filter.operator) return false
  if (filter.jurisdiction !== '' && row.jurisdiction !== filter.jurisdiction) return false
  if (words.length === 0) return true
  const { key, name, operator = '', description = '', regions = [], configurations = [], members = [] } = row
  const text = [key, name, operator, description, ...regions, ...configurations, ...members].join('\n').toLowerCase()
  return words.every((word) => text.includes(word))
}

function shownVersion({ compliance }: TableRow): string | undefined {
  return compliance?.hasData ? compliance.shown?.version : undefined
}

import { html } from 'hono/html'
import type { Compliance } from '#evaluation/compliance.ts'
import { stateOf } from '#evaluation/worst-member.ts'
import type { Day } from '#scopes/scope.ts'
import { countryName, dayElement, formatNumber, timeElement } from './format-instant.ts'
import type { Html } from './html.ts'
import { OVERVIEW_PATH, type Page } from './layout.ts'
import { standingMark, stateMark } from './standing-mark.ts'
import type { TableChoices, TableFilter } from './table-filter.ts'
import { tableForm } from './table-form.ts'
import { detailPath, FULL_OVERVIEW_PATH, linkTo, linkToSame, UNLISTED_PATH, type View } from './view.ts'
import { EMBED_WORDS } from './words-embed.ts'
import { OVERVIEW_WORDS } from './words-overview.ts'

/** One line of the overview: a subject, or a group that stands for its members. */
export interface TableRow {
  /** The part of the address: a subject, or `group-` and the name of a group. */
  readonly key: string
  readonly name: string
  readonly operator?: string
  readonly description?: string
  /** Two-letter code of a country. */
  readonly jurisdiction?: string
  readonly regions?: readonly string[]
  readonly configurations?: readonly string[]
  readonly website?: string
  readonly healthMonitor?: string
  /** The day from which on it is certified, or listed. */
  readonly listedSince?: Day
  /** The names of the members; absent for a single subject. */
  readonly members?: readonly string[]
  /** The name of the member that decides; absent for a single subject. */
  readonly worstMember?: string
  /** Of the subject, or of the group's worst member; absent if nothing was ever evaluated. */
  readonly compliance?: Compliance
  readonly lastCheckedAt?: Date
}

/** `tested`: shown without a word on why, where no listing is configured and where it is about what is not listed. */
export type SectionKind = 'certified' | 'voluntary' | 'tested'

export interface TableSection {
  readonly kind: SectionKind
  readonly scopeName: string
  readonly scopeSlug: string
  readonly layer?: string
  readonly rows: readonly TableRow[]
}

export interface TablePageData {
  /** Whether drafts are evaluated, too. */
  readonly withDrafts: boolean
  /** True for what is tested, but not listed; then the reader has signed in. */
  readonly isUnlisted?: boolean
  /** Only what the filter leaves. */
  readonly sections: readonly TableSection[]
  /** How many lines there are without the filter. */
  readonly rowCount?: number
  /** Registered subjects without any result. */
  readonly silent: readonly TableRow[]
  readonly filter?: TableFilter
  readonly choices?: TableChoices
  /** The section of which the reader turns the pages, and the number of the page from 1 on. */
  readonly turned?: { readonly section: string; readonly page: number }
}

/** Lines of a section on one page. */
const PAGE_LENGTH = 50

/** The overview: who meets what. */
export function tablePage(view: View, data: TablePageData): Page {
  const { words, language } = view
  const own = OVERVIEW_WORDS[language]
  const rows = data.sections.reduce((sum, section) => sum + section.rows.length, 0)
  const all = data.rowCount ?? rows
  const isEmpty = all === 0 && data.silent.length === 0
  const sections = data.sections.filter(({ rows: own }) => own.length > 0)
  const turned = sections.find((section) => sectionId(section) === data.turned?.section)
  const introduction = data.isUnlisted ? own.unlistedIntroduction : words.tableIntroduction
  const content = html`<p class="lead">${isEmpty ? words.nothingListed : introduction}</p>
      ${data.withDrafts ? html`<p class="alert">${words.draftsNote}</p>` : ''}
      ${data.filter && data.choices && all > 1 ? tableForm(view, data.filter, data.choices) : ''}
      ${all > 1 ? html`<p class="note">${own.rowCount(formatNumber(rows, language), formatNumber(all, language))}</p>` : ''}
      ${rows === 0 && all > 0 ? html`<p>${own.nothingMatches}</p>` : ''}
      ${(turned ? [turned] : sections).map((section) => sectionPart(view, section, data, turned ? (data.turned?.page ?? 1) : 1))}
      ${turned ? html`<p><a href="${linkToSame(view, { query: { section: '', page: '' } })}">${own.allSections}</a></p>` : ''}
      ${!turned && data.silent.length > 0 ? silentSection(view, data.silent) : ''}
      <ul class="links">
        <li><a href="${linkTo(view, EVERYTHING_FEED)}">${EMBED_WORDS[view.language].allChanges}</a></li>
        <li><a href="${linkTo(view, EVERYTHING_CALENDAR)}">${EMBED_WORDS[view.language].allDates}</a></li>
        ${data.isUnlisted ? html`<li><a href="${linkTo(view, OVERVIEW_PATH)}">${words.overview}</a></li>` : otherOverviews(view, data.withDrafts)}
      </ul>`
  return { title: data.isUnlisted ? own.unlistedTitle : words.tableTitle, content, feed: EVERYTHING_FEED }
}

const EVERYTHING_FEED = '/feed/all.atom'
const EVERYTHING_CALENDAR = '/calendar/all.ics'

function otherOverviews(view: View, withDrafts: boolean): Html {
  const { words, language } = view
  return html`<li><a href="${linkTo(view, withDrafts ? OVERVIEW_PATH : FULL_OVERVIEW_PATH)}">${withDrafts ? words.withoutDrafts : words.withDrafts}</a></li>
        <li><a href="${linkTo(view, UNLISTED_PATH)}">${OVERVIEW_WORDS[language].unlistedLink}</a></li>`
}

function sectionId({ kind, scopeSlug }: TableSection): string {
  return kind === 'tested' ? `scope-${scopeSlug}` : `${kind}-${scopeSlug}`
}

function sectionPart(view: View, section: TableSection, { withDrafts }: TablePageData, page: number): Html {
  const { words, language } = view
  const own = OVERVIEW_WORDS[language]
  const id = sectionId(section)
  const pages = Math.ceil(section.rows.length / PAGE_LENGTH)
  const number = Math.min(page, pages)
  const rows = section.rows.slice((number - 1) * PAGE_LENGTH, number * PAGE_LENGTH)
  const introduction = own.sectionIntroductions[section.kind]
  return html`<h2 id="${id}">${own.sectionTitle(section.kind, section.scopeName)}</h2>
        ${introduction === '' ? '' : html`<p class="note">${introduction}</p>`}
        <section class="wide" tabindex="0" aria-labelledby="${id}">
          <table class="cards" data-sortable>
            <thead>
              <tr>
                <th scope="col">${words.subject}</th>
                <th scope="col">${words.operator}</th>
                <th scope="col">${words.result}</th>
                <th scope="col">${words.lastCheck}</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map((row) => tableRow(view, row, section, withDrafts))}
            </tbody>
          </table>
        </section>
        ${pages > 1 ? pager(view, section, number, pages) : ''}`
}

function pager(view: View, section: TableSection, page: number, pages: number): Html {
  const { language } = view
  const own = OVERVIEW_WORDS[language]
  const turn = (to: number, text: string) =>
    html`<li><a href="${linkToSame(view, { query: { section: sectionId(section), page: String(to) } })}">${text}</a></li>`
  return html`<nav aria-label="${own.pages(own.sectionTitle(section.kind, section.scopeName))}">
          <ul class="pager">
            <li>${own.pageOf(formatNumber(page, language), formatNumber(pages, language))}</li>
            ${page > 1 ? turn(page - 1, own.previousPage) : ''}
            ${page < pages ? turn(page + 1, own.nextPage) : ''}
          </ul>
        </nav>`
}

function tableRow(view: View, row: TableRow, { kind, scopeSlug }: TableSection, withDrafts: boolean): Html {
  const { words, language } = view
  const own = OVERVIEW_WORDS[language]
  const since = kind === 'certified' ? own.certifiedSince : own.listedSince
  return html`<tr>
                <th scope="row">
                  <a href="${linkTo(view, detailPath(row.key, scopeSlug, { withDrafts }))}"><bdi>${row.name}</bdi></a>
                  ${row.description === undefined ? '' : html`<p class="note"><bdi>${row.description}</bdi></p>`}
                  ${row.members === undefined ? '' : html`<p class="note"><bdi>${words.members(row.members.join(', '))}</bdi></p>`}
                  ${tags(row)}
                </th>
                <td data-label="${words.operator}">${operatorCell(view, row)}</td>
                <td data-label="${words.result}">${stateMark(stateOf(row.compliance), words)} ${versionNote(view, row.compliance)}
                  ${row.worstMember === undefined ? '' : html`<p class="note">${own.worstMember}: <bdi>${row.worstMember}</bdi></p>`}
                  ${row.listedSince === undefined ? '' : html`<p class="note">${since} ${dayElement(row.listedSince, language)}</p>`}${draftNotes(view, row.compliance)}</td>
                <td class="nowrap" data-label="${words.lastCheck}">${row.lastCheckedAt ? timeElement(row.lastCheckedAt, language) : words.never}</td>
              </tr>
              `
}

function tags({ regions = [], configurations = [] }: TableRow): Html | string {
  const all = [...regions, ...configurations]
  if (all.length === 0) return ''
  return html`<ul class="tags">${all.map((text) => html`<li class="tag"><bdi>${text}</bdi></li>`)}</ul>`
}

function operatorCell({ language }: View, { name, operator, jurisdiction, website, healthMonitor }: TableRow): Html {
  const own = OVERVIEW_WORDS[language]
  const link = (url: string | undefined, text: string) =>
    url === undefined
      ? ''
      : html`<p class="note"><a href="${url}" rel="external">${text} <span class="unseen"><bdi>${name}</bdi></span></a></p>`
  return html`<bdi>${operator ?? ''}</bdi>${jurisdiction === undefined ? '' : html`<p class="note">${countryName(jurisdiction, language)}</p>`}${link(healthMonitor, own.healthMonitor)}${link(website, own.website)}`
}

function versionNote({ words }: View, compliance: Compliance | undefined): Html | string {
  const shown = compliance?.hasData ? compliance.shown : undefined
  if (!shown) return ''
  const validity = shown.validity === 'effective' ? '' : ` (${words.validities[shown.validity]})`
  return html`<span class="version">${shown.version}${validity}</span>`
}

function draftNotes({ words }: View, compliance: Compliance | undefined): readonly Html[] {
  if (!compliance?.hasData) return []
  return compliance.versions
    .filter(({ validity }) => validity === 'draft')
    .map(
      ({ version, standing }) =>
        html`<p class="note">${version} (${words.validities.draft}): ${standingMark(standing, words)}</p>`,
    )
}

function silentSection({ words }: View, rows: readonly TableRow[]): Html {
  return html`<section>
        <h2>${words.withoutResults}</h2>
        <p>${words.withoutResultsIntroduction}</p>
        <ul>
          ${rows.map(({ name, operator }) => html`<li><bdi>${name}</bdi>${operator === undefined ? '' : html` (<bdi>${operator}</bdi>)`}</li>`)}
        </ul>
      </section>`
}

import { html } from 'hono/html'
import type { Compliance } from '#evaluation/compliance.ts'
import { stateOf } from '#evaluation/worst-member.ts'
import { timeElement } from './format-instant.ts'
import type { Html } from './html.ts'
import { OVERVIEW_PATH, type Page } from './layout.ts'
import { standingMark, stateMark } from './standing-mark.ts'
import { detailPath, FULL_OVERVIEW_PATH, linkTo, type View } from './view.ts'

/** One line of the overview: a subject, or a group that stands for its members. */
export interface TableRow {
  /** The part of the address: a subject, or `group-` and the name of a group. */
  readonly key: string
  readonly name: string
  readonly operator?: string
  readonly description?: string
  /** The names of the members; absent for a single subject. */
  readonly members?: readonly string[]
  /** Of the subject, or of the group's worst member; absent if nothing was ever evaluated. */
  readonly compliance?: Compliance
  readonly lastCheckedAt?: Date
}

export interface TablePageData {
  /** Whether drafts are evaluated, too. */
  readonly withDrafts: boolean
  readonly sections: readonly {
    readonly scopeName: string
    readonly scopeSlug: string
    readonly rows: readonly TableRow[]
  }[]
  /** Registered subjects without any result. */
  readonly silent: readonly TableRow[]
}

/** The overview: who meets what. */
export function tablePage(view: View, data: TablePageData): Page {
  const { words } = view
  const sections = data.sections.filter(({ rows }) => rows.length > 0)
  const isEmpty = sections.length === 0 && data.silent.length === 0
  const other = data.withDrafts ? OVERVIEW_PATH : FULL_OVERVIEW_PATH
  const content = html`<p>${isEmpty ? words.nothingListed : words.tableIntroduction}</p>
      ${data.withDrafts ? html`<p class="note">${words.draftsNote}</p>` : ''}
      ${sections.map((section) => scopeSection(view, section, data.withDrafts))}
      ${data.silent.length > 0 ? silentSection(view, data.silent) : ''}
      <p><a href="${linkTo(view, other)}">${data.withDrafts ? words.withoutDrafts : words.withDrafts}</a></p>`
  return { title: words.tableTitle, content }
}

function scopeSection(
  view: View,
  { scopeName, scopeSlug, rows }: TablePageData['sections'][number],
  withDrafts: boolean,
): Html {
  const { words } = view
  const title = `scope-${scopeSlug}`
  return html`<h2 id="${title}">${scopeName}</h2>
        <section class="wide" tabindex="0" aria-labelledby="${title}">
          <table>
            <thead>
              <tr>
                <th scope="col">${words.subject}</th>
                <th scope="col">${words.operator}</th>
                <th scope="col">${words.result}</th>
                <th scope="col">${words.lastCheck}</th>
              </tr>
            </thead>
            <tbody>
              ${rows.map((row) => tableRow(view, row, scopeSlug, withDrafts))}
            </tbody>
          </table>
        </section>`
}

function tableRow(view: View, row: TableRow, scopeSlug: string, withDrafts: boolean): Html {
  const { words } = view
  return html`<tr>
                <th scope="row">
                  <a href="${linkTo(view, detailPath(row.key, scopeSlug, { withDrafts }))}"><bdi>${row.name}</bdi></a>
                  ${row.description === undefined ? '' : html`<p class="note"><bdi>${row.description}</bdi></p>`}
                  ${row.members === undefined ? '' : html`<p class="note">${words.members(row.members.join(', '))}</p>`}
                </th>
                <td><bdi>${row.operator ?? ''}</bdi></td>
                <td>${stateMark(stateOf(row.compliance), words)} ${versionNote(view, row.compliance)}${draftNotes(view, row.compliance)}</td>
                <td>${row.lastCheckedAt ? timeElement(row.lastCheckedAt) : words.never}</td>
              </tr>
              `
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

import { html } from 'hono/html'
import type { Compliance } from '#evaluation/compliance.ts'
import { stateOf } from '#evaluation/worst-member.ts'
import { timeElement } from './format-instant.ts'
import type { Html } from './html.ts'
import { layout } from './layout.ts'
import { stateMark } from './standing-mark.ts'
import { detailPath, linkTo, type View } from './view.ts'

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
  readonly sections: readonly {
    readonly scopeName: string
    readonly scopeSlug: string
    readonly rows: readonly TableRow[]
  }[]
  /** Registered subjects without any result. */
  readonly silent: readonly TableRow[]
}

/** The overview: who meets what. */
export function tablePage(view: View, data: TablePageData): Html {
  const { words } = view
  const sections = data.sections.filter(({ rows }) => rows.length > 0)
  const isEmpty = sections.length === 0 && data.silent.length === 0
  const content = html`<p>${isEmpty ? words.nothingListed : words.tableIntroduction}</p>
      ${sections.map((section) => scopeSection(view, section))}
      ${data.silent.length > 0 ? silentSection(view, data.silent) : ''}`
  return layout(view, { title: words.tableTitle, content })
}

function scopeSection(view: View, { scopeName, scopeSlug, rows }: TablePageData['sections'][number]): Html {
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
              ${rows.map((row) => tableRow(view, row, scopeSlug))}
            </tbody>
          </table>
        </section>`
}

function tableRow(view: View, row: TableRow, scopeSlug: string): Html {
  const { words } = view
  return html`<tr>
                <th scope="row">
                  <a href="${linkTo(view, detailPath(row.key, scopeSlug))}"><bdi>${row.name}</bdi></a>
                  ${row.description === undefined ? '' : html`<p class="note"><bdi>${row.description}</bdi></p>`}
                  ${row.members === undefined ? '' : html`<p class="note">${words.members(row.members.join(', '))}</p>`}
                </th>
                <td><bdi>${row.operator ?? ''}</bdi></td>
                <td>${stateMark(stateOf(row.compliance), words)} ${versionNote(view, row.compliance)}</td>
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

function silentSection({ words }: View, rows: readonly TableRow[]): Html {
  return html`<section>
        <h2>${words.withoutResults}</h2>
        <p>${words.withoutResultsIntroduction}</p>
        <ul>
          ${rows.map(({ name, operator }) => html`<li><bdi>${name}</bdi>${operator === undefined ? '' : html` (<bdi>${operator}</bdi>)`}</li>`)}
        </ul>
      </section>`
}

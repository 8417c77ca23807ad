import { html } from 'hono/html'
import type { Validity } from '#scopes/validity.ts'
import type { Html } from './html.ts'
import type { Page } from './layout.ts'
import type { View } from './view.ts'

/** One column of the matrix. */
export interface ScopeColumn {
  readonly version: string
  readonly validity: Validity
  readonly stabilizedAt?: string
  /** The pinned parameters by id of the included module. */
  readonly modules: ReadonlyMap<string, Readonly<Record<string, string>>>
}

export interface ScopePageData {
  readonly name: string
  readonly url: string
  readonly summary?: string
  /** Newest first. */
  readonly versions: readonly ScopeColumn[]
  readonly modules: readonly { readonly id: string; readonly name: string; readonly url: string }[]
}

export const INCLUDED_MARK = '✔'

/** Which version of a scope includes which module, and what each version is good for today. */
export function scopePage(view: View, data: ScopePageData): Page {
  const { words } = view
  const content = html`${data.summary === undefined ? '' : html`<p lang="en">${data.summary}</p>`}
      <p><a href="${data.url}">${words.aboutScope}</a></p>
      <section class="wide" tabindex="0" aria-labelledby="matrix">
        <table>
          <caption id="matrix">${words.versionsAndModules}</caption>
          <thead>
            <tr><th scope="col">${words.module}</th>${data.versions.map(({ version }) => html`<th scope="col">${version}</th>`)}</tr>
          </thead>
          <tbody>
            <tr><th scope="row">${words.state}</th>${data.versions.map(({ validity }) => html`<td>${words.validities[validity]}</td>`)}</tr>
            <tr><th scope="row">${words.stabilizedAt}</th>${data.versions.map(({ stabilizedAt }) => html`<td>${stabilizedAt ?? '–'}</td>`)}</tr>
            ${data.modules.map(
              ({ id, name, url }) =>
                html`<tr><th scope="row"><a href="${url}">${id}</a> <span class="note">${name}</span></th>${data.versions.map(({ modules }) => cell(view, modules.get(id)))}</tr>
            `,
            )}
          </tbody>
        </table>
      </section>`
  return { title: data.name, content, hasLegend: false }
}

function cell({ words }: View, parameters: Readonly<Record<string, string>> | undefined): Html {
  if (!parameters) return html`<td><span class="unseen">${words.notIncluded}</span></td>`
  return html`<td><span aria-hidden="true">${INCLUDED_MARK}</span> <span class="unseen">${words.included}</span>${Object.entries(parameters).map(([name, value]) => html`<p class="note">${name}: ${value}</p>`)}</td>`
}

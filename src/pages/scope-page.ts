import { html } from 'hono/html'
import type { VersionDifference } from '#scopes/diff-versions.ts'
import type { Validity } from '#scopes/validity.ts'
import { dayElement } from './format-instant.ts'
import type { Html } from './html.ts'
import type { Page } from './layout.ts'
import { type ScopeTimeline, scopeTimeline } from './scope-timeline.ts'
import { versionDifference } from './version-difference.ts'
import { chosenByHand, linkTo, STANDARDS_PATH, standardPath, type View } from './view.ts'
import { FRAME_WORDS } from './words-frame.ts'
import { STANDARD_WORDS } from './words-standards.ts'

/** One column of the matrix. */
export interface ScopeColumn {
  readonly version: string
  readonly validity: Validity
  readonly stabilizedAt?: string
  /** The pinned parameters by id of the included module. */
  readonly modules: ReadonlyMap<string, Readonly<Record<string, string>>>
}

/** Two versions and what lies between them; `difference` is absent if one of them does not exist. */
export interface ScopeComparison {
  readonly from: string
  readonly to: string
  readonly difference?: VersionDifference
}

export interface ScopePageData {
  readonly name: string
  readonly url: string
  readonly summary?: string
  /** Newest first. */
  readonly versions: readonly ScopeColumn[]
  readonly modules: readonly { readonly id: string; readonly name: string; readonly url: string }[]
  readonly timeline?: ScopeTimeline
  /** What the reader wants to compare. */
  readonly comparison?: ScopeComparison
}

export const INCLUDED_MARK = '✔'

/** Which version of a scope includes which module, what each version is good for when, and what changes between two. */
export function scopePage(view: View, data: ScopePageData): Page {
  const { words, language } = view
  const own = STANDARD_WORDS[language]
  const content = html`${data.summary === undefined ? '' : html`<p class="lead" lang="en">${data.summary}</p>`}
      <p><a href="${data.url}">${words.aboutScope}</a></p>
      ${data.timeline ? html`<h2 id="timeline">${own.timeline}</h2>${scopeTimeline(view, data.timeline)}` : ''}
      <h2 id="matrix">${words.versionsAndModules}</h2>
      <section class="wide" tabindex="0" aria-labelledby="matrix">
        <table class="matrix">
          <thead>
            <tr><th scope="col">${words.module}</th>${data.versions.map(({ version }) => html`<th scope="col">${version}</th>`)}</tr>
          </thead>
          <tbody>
            <tr><th scope="row">${words.state}</th>${data.versions.map(({ validity }) => html`<td>${words.validities[validity]}</td>`)}</tr>
            <tr><th scope="row">${words.stabilizedAt}</th>${data.versions.map(({ stabilizedAt }) => html`<td>${stabilizedAt === undefined ? '–' : dayElement(stabilizedAt, language)}</td>`)}</tr>
            ${data.modules.map(
              ({ id, name }) =>
                html`<tr><th scope="row"><a href="${linkTo(view, standardPath(id))}">${id}</a> <p class="note">${name}</p></th>${data.versions.map(({ modules }) => cell(view, modules.get(id)))}</tr>
            `,
            )}
          </tbody>
        </table>
      </section>
      ${data.versions.length > 1 ? comparison(view, data) : ''}`
  return {
    title: data.name,
    above: [{ title: FRAME_WORDS[language].standards, path: STANDARDS_PATH }],
    content,
    hasLegend: false,
  }
}

function cell({ words }: View, parameters: Readonly<Record<string, string>> | undefined): Html {
  if (!parameters) return html`<td><span class="unseen">${words.notIncluded}</span></td>`
  return html`<td><span class="mark pass"><span aria-hidden="true">${INCLUDED_MARK}</span> <span class="unseen">${words.included}</span></span>${Object.entries(parameters).map(([name, value]) => html`<p class="note">${name}: ${parameter(value)}</p>`)}</td>`
}

/** A pinned parameter; of an address only its last part is shown. */
function parameter(value: string): Html {
  if (!/^https:\/\//.test(value)) return html`${value}`
  return html`<a href="${value}">${value.slice(value.lastIndexOf('/') + 1)}</a>`
}

function comparison(view: View, { versions, comparison: chosen }: ScopePageData): Html {
  const { language } = view
  const own = STANDARD_WORDS[language]
  const stable = versions.filter(({ stabilizedAt }) => stabilizedAt !== undefined)
  const from = chosen?.from ?? stable[1]?.version ?? versions[1]?.version
  const to = chosen?.to ?? stable[0]?.version ?? versions[0]?.version
  const select = (name: string, title: string, selected: string | undefined) =>
    html`<div class="field"><label for="compare-${name}">${title}</label>
          <select class="kern-form-input__select" id="compare-${name}" name="${name}">
            ${versions.map(({ version }) => html`<option value="${version}"${version === selected ? html` selected` : ''}>${version}</option>`)}
          </select></div>`
  return html`<h2 id="compare">${own.compareTitle}</h2>
      <form class="filters narrow" method="get" action="${view.path}#compare">
        ${Object.entries(chosenByHand(view)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        ${select('from', own.compareFrom, from)}
        ${select('to', own.compareTo, to)}
        <button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">${own.compare}</span></button>
      </form>
      ${chosen === undefined ? '' : html`<p class="lead">${own.comparing(chosen.from, chosen.to)}</p>${chosen.difference ? versionDifference(view, chosen.difference) : html`<p class="alert warning">${own.unknownVersion}</p>`}`}`
}

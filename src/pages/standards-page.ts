import { html } from 'hono/html'
import type { Validity } from '#scopes/validity.ts'
import { formatNumber } from './format-instant.ts'
import type { Page } from './layout.ts'
import { linkTo, scopePath, standardPath, type View } from './view.ts'
import { STANDARD_WORDS } from './words-standards.ts'

export interface StandardsPageData {
  readonly scopes: readonly {
    readonly name: string
    readonly slug: string
    readonly summary?: string
    /** In force, newest first. */
    readonly versions: readonly { readonly version: string; readonly validity: Validity }[]
  }[]
  readonly standards: readonly {
    readonly id: string
    readonly name: string
    readonly testcaseCount: number
    /** Such as `SCS-compatible IaaS: v5.1, v4`. */
    readonly versions: readonly string[]
  }[]
}

/** The way to every scope, standard and testcase. */
export function standardsPage(view: View, { scopes, standards }: StandardsPageData): Page {
  const { words, language } = view
  const own = STANDARD_WORDS[language]
  const content = html`<p class="lead">${own.standardsIntroduction}</p>
      <h2>${own.scopes}</h2>
      <div class="columns">
        ${scopes.map(
          ({ name, slug, summary, versions }) => html`<section class="panel">
          <h3><a href="${linkTo(view, scopePath(slug))}">${name}</a></h3>
          ${summary === undefined ? '' : html`<p lang="en">${summary}</p>`}
          <ul class="tags">${versions.map(({ version, validity }) => html`<li class="tag">${version}: ${words.validities[validity]}</li>`)}</ul>
        </section>`,
        )}
      </div>
      <h2 id="standards">${own.standards}</h2>
      <section class="wide" tabindex="0" aria-labelledby="standards">
        <table data-sortable>
          <thead><tr><th scope="col">${own.standard}</th><th scope="col">${own.name}</th><th scope="col" class="number">${own.testcaseCount}</th><th scope="col">${own.usedIn}</th></tr></thead>
          <tbody>
            ${standards.map(
              ({ id, name, testcaseCount, versions }) =>
                html`<tr><th scope="row" class="nowrap"><a href="${linkTo(view, standardPath(id))}">${id}</a></th><td>${name}</td><td class="number">${formatNumber(testcaseCount, language)}</td><td>${versions.length === 0 ? own.inNoVersion : versions.join('; ')}</td></tr>
            `,
            )}
          </tbody>
        </table>
      </section>`
  return { title: own.standardsTitle, content, hasLegend: false }
}

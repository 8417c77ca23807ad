import { html } from 'hono/html'
import type { VersionDifference } from '#scopes/diff-versions.ts'
import { formatNumber } from './format-instant.ts'
import type { Html } from './html.ts'
import { linkTo, standardPath, testcasePath, type View } from './view.ts'
import { STANDARD_WORDS } from './words-standards.ts'

/** What an operator has to know who goes from one version to another. */
export function versionDifference(view: View, { modules, testcases }: VersionDifference): Html {
  const own = STANDARD_WORDS[view.language]
  const module = ({ id, name }: { readonly id: string; readonly name: string }) =>
    html`<a href="${linkTo(view, standardPath(id))}">${id}</a> <span class="note">${name}</span>`
  const testcase = (id: string) => html`<a href="${linkTo(view, testcasePath(id))}"><code>${id}</code></a>`
  const inTarget = ({ id, target }: { readonly id: string; readonly target: string }) =>
    html`${testcase(id)} <span class="note">${target}</span>`
  const { lifetimes } = own
  const parts = [
    part(view, own.modulesAdded, modules.added.map(module)),
    part(view, own.modulesRemoved, modules.removed.map(module)),
    part(
      view,
      own.modulesReplaced,
      modules.replaced.map(({ from, to }) => html`${module(from)} ${own.becomes} ${module(to)}`),
    ),
    part(view, own.testcasesAdded, testcases.added.map(inTarget)),
    part(view, own.testcasesRemoved, testcases.removed.map(inTarget)),
    part(
      view,
      own.testcasesMoved,
      testcases.moved.map(({ id, from, to }) => html`${testcase(id)}: ${from} ${own.becomes} ${to}`),
    ),
    part(
      view,
      own.lifetimesChanged,
      testcases.lifetimeChanged.map(
        ({ id, from, to }) => html`${testcase(id)}: ${lifetimes[from]} ${own.becomes} ${lifetimes[to]}`,
      ),
    ),
    part(view, own.parametersChanged, testcases.parametersChanged.map(testcase)),
  ].filter((one) => one !== undefined)
  return parts.length === 0 ? html`<p>${own.sameVersions}</p>` : html`<div class="columns">${parts}</div>`
}

function part({ language }: View, title: string, lines: readonly Html[]): Html | undefined {
  if (lines.length === 0) return undefined
  return html`<section>
          <h3>${title} (${formatNumber(lines.length, language)})</h3>
          <ul class="plain">${lines.map((one) => html`<li>${one}</li>`)}</ul>
        </section>`
}

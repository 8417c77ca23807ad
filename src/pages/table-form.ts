import { html } from 'hono/html'
import { countryName } from './format-instant.ts'
import type { Html } from './html.ts'
import type { TableChoices, TableFilter } from './table-filter.ts'
import { chosenByHand, linkTo, type View } from './view.ts'
import { OVERVIEW_WORDS } from './words-overview.ts'

/** The form with which readers choose lines of the overview; it is an address, so that choices can be passed on. */
export function tableForm(view: View, filter: TableFilter, choices: TableChoices): Html {
  const { words, language } = view
  const own = OVERVIEW_WORDS[language]
  const select = (
    name: keyof TableFilter,
    title: string,
    values: readonly string[],
    wordOf: (value: string) => string = (value) => value,
  ) =>
    values.length < 2
      ? ''
      : html`<div class="field"><label for="filter-${name}">${title}</label>
          <select class="kern-form-input__select" id="filter-${name}" name="${name}">
            <option value="">${own.all}</option>
            ${values.map((value) => html`<option value="${value}"${filter[name] === value ? html` selected` : ''}>${wordOf(value)}</option>`)}
          </select></div>`
  return html`<form class="filters" method="get" action="${view.path}" role="search" aria-label="${own.filters}" data-eager>
        ${Object.entries(chosenByHand(view)).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
        <div class="field"><label for="filter-search">${own.search}</label>
          <input class="kern-form-input__input" id="filter-search" name="search" type="search" maxlength="100" value="${filter.search}"></div>
        ${select('layer', own.layer, choices.layers)}
        ${select('state', words.result, choices.states, (value) => words.states[value as keyof typeof words.states])}
        ${select('version', words.version, choices.versions)}
        ${select('operator', words.operator, choices.operators)}
        ${select('jurisdiction', own.jurisdiction, choices.jurisdictions, (value) => countryName(value, language))}
        <button class="kern-btn kern-btn--primary" type="submit"><span class="kern-label">${own.show}</span></button>
        ${Object.values(filter).every((value) => value === '') ? '' : html`<a href="${linkTo(view, view.path)}">${own.reset}</a>`}
      </form>`
}

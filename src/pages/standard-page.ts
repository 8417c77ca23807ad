import { html } from 'hono/html'
import type { Html } from './html.ts'
import type { Page } from './layout.ts'
import { type TestcaseText, testcaseTitle } from './testcase-words.ts'
import { linkTo, STANDARDS_PATH, scopePath, testcasePath, type View } from './view.ts'
import { FRAME_WORDS } from './words-frame.ts'
import { STANDARD_WORDS } from './words-standards.ts'

/** A module of a scope: the share that a standard has in it. */
export interface StandardModule {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly summary?: string
  readonly scopeName: string
  readonly scopeSlug: string
  /** The versions of the scope that include it, newest first. */
  readonly versions: readonly string[]
  readonly targets: readonly { readonly target: string; readonly testcaseIds: readonly string[] }[]
}

export interface StandardPageData {
  /** A standard such as `scs-0102`, or one module of it. */
  readonly id: string
  readonly name: string
  readonly modules: readonly StandardModule[]
  readonly texts: ReadonlyMap<string, TestcaseText>
}

/** One standard: in which scope versions it is, and its testcases. */
export function standardPage(view: View, data: StandardPageData): Page {
  const { language } = view
  return {
    title: `${data.id}: ${data.name}`,
    above: [{ title: FRAME_WORDS[language].standards, path: STANDARDS_PATH }],
    content: html`${data.modules.map((module) => modulePart(view, module, data.texts))}`,
    hasLegend: false,
  }
}

function modulePart(view: View, module: StandardModule, texts: StandardPageData['texts']): Html {
  const { language } = view
  const own = STANDARD_WORDS[language]
  const isEmpty = module.targets.every(({ testcaseIds }) => testcaseIds.length === 0)
  return html`<section>
        <h2 id="${module.id}">${module.id}</h2>
        ${module.summary === undefined ? '' : html`<p lang="en">${module.summary}</p>`}
        <ul class="facts">
          <li><a href="${linkTo(view, scopePath(module.scopeSlug))}">${module.scopeName}</a>: ${module.versions.length === 0 ? own.inNoVersion : module.versions.join(', ')}</li>
          <li><a href="${module.url}">${own.standardText} <span class="unseen">${module.id}</span></a></li>
        </ul>
        ${isEmpty ? html`<p>${own.noTestcases}</p>` : ''}
        ${module.targets
          .filter(({ testcaseIds }) => testcaseIds.length > 0)
          .map(
            ({ target, testcaseIds }) => html`<h3>${own.target}: ${target}</h3>
        <ul class="plain">${testcaseIds.map((id) => testcaseLine(view, id, texts.get(id)))}</ul>`,
          )}
      </section>`
}

function testcaseLine(view: View, id: string, text: TestcaseText | undefined): Html {
  if (!text) return html`<li><code>${id}</code></li>`
  return html`<li><a href="${linkTo(view, testcasePath(id))}"><code>${id}</code></a> <span class="note">${testcaseTitle(id, view.language, text)}</span></li>
          `
}

import { html } from 'hono/html'
import type { Target } from '#scopes/scope.ts'
import type { Validity } from '#scopes/validity.ts'
import type { Lifetime } from '#vocabulary/lifetime.ts'
import { STANDINGS_BY_WEIGHT, type Standing } from '#vocabulary/verdict.ts'
import { formatNumber, timeElement } from './format-instant.ts'
import type { Html } from './html.ts'
import type { Page } from './layout.ts'
import { standingMark } from './standing-mark.ts'
import { type TestcaseText, testcaseRemedy, testcaseTitle } from './testcase-words.ts'
import { chartKey, type Span, type StandingPeriod, timeMap } from './time-chart.ts'
import { detailPath, linkTo, reportPath, STANDARDS_PATH, scopePath, standardPath, type View } from './view.ts'
import { FRAME_WORDS } from './words-frame.ts'
import { STANDARD_WORDS } from './words-standards.ts'

/** How one listed subject stands with the testcase. */
export interface TestcaseSubject {
  readonly subject: string
  readonly name: string
  readonly scopeSlug: string
  readonly standing: Standing
  /** The newest result; it may have expired. */
  readonly checkedAt: Date
  readonly reportUuid: string
  readonly periods: readonly StandingPeriod[]
}

export interface TestcasePageData {
  readonly id: string
  readonly text: TestcaseText
  readonly lifetime: Lifetime
  readonly isManual: boolean
  readonly uses: readonly {
    readonly scopeName: string
    readonly scopeSlug: string
    readonly version: string
    readonly validity: Validity
    readonly moduleId: string
    readonly target: Target
  }[]
  readonly span: Span
  /** Failures first. */
  readonly subjects: readonly TestcaseSubject[]
  /** How many more there are. */
  readonly omitted: number
}

/** One testcase: the rule, where it is used, how to mend it, and how all listed subjects stand and stood. */
export function testcasePage(view: View, data: TestcasePageData): Page {
  const { words, language } = view
  const own = STANDARD_WORDS[language]
  const { id, text, subjects } = data
  const content = html`<p class="lead">${testcaseTitle(id, language, text)}</p>
      <dl class="figures">
        <div><dt>${own.lifetime}</dt><dd>${own.lifetimes[data.lifetime]}</dd></div>
        <div><dt>${own.judgedBy}</dt><dd>${data.isManual ? own.byPerson : own.byProgram}</dd></div>
        <div><dt>${words.requirement}</dt><dd><a href="${text.requirement}">${own.standardText}</a></dd></div>
      </dl>
      <h2>${own.howToFix}</h2>
      <p class="remedy">${testcaseRemedy(id, language, text)}</p>
      <h2 id="uses">${own.uses}</h2>
      ${data.uses.length === 0 ? html`<p>${own.inNoVersion}</p>` : uses(view, data)}
      <h2 id="now">${own.nowTitle}</h2>
      ${subjects.length === 0 ? html`<p>${own.nobody}</p>` : standings(view, data)}`
  const first = data.uses.find(({ validity }) => validity !== 'draft') ?? data.uses[0]
  return {
    title: id,
    above: [
      { title: FRAME_WORDS[language].standards, path: STANDARDS_PATH },
      ...(first ? [{ title: first.moduleId, path: standardPath(first.moduleId) }] : []),
    ],
    content,
  }
}

function uses(view: View, data: TestcasePageData): Html {
  const { words, language } = view
  return html`<section class="wide" tabindex="0" aria-labelledby="uses">
        <table>
          <thead><tr><th scope="col">${words.scope}</th><th scope="col">${words.version}</th><th scope="col">${words.state}</th><th scope="col">${words.module}</th><th scope="col">${STANDARD_WORDS[language].target}</th></tr></thead>
          <tbody>
            ${data.uses.map(
              ({ scopeName, scopeSlug, version, validity, moduleId, target }) =>
                html`<tr><th scope="row"><a href="${linkTo(view, scopePath(scopeSlug))}">${scopeName}</a></th><td>${version}</td><td>${words.validities[validity]}</td><td><a href="${linkTo(view, standardPath(moduleId))}">${moduleId}</a></td><td>${target}</td></tr>
            `,
            )}
          </tbody>
        </table>
      </section>`
}

function standings(view: View, { id, span, subjects, omitted }: TestcasePageData): Html {
  const { words, language } = view
  const own = STANDARD_WORDS[language]
  const counts = STANDINGS_BY_WEIGHT.flatMap((standing) => {
    const count = subjects.filter((subject) => subject.standing === standing).length
    return count === 0 ? [] : [`${formatNumber(count, language)} ${words.standings[standing]}`]
  })
  return html`<p>${own.nowIntroduction} ${own.countsOf(counts.join(', '))}</p>
      <section class="wide" tabindex="0" aria-labelledby="now">
        <table data-sortable>
          <thead><tr><th scope="col">${words.subject}</th><th scope="col">${words.result}</th><th scope="col">${words.lastCheck}</th></tr></thead>
          <tbody>
            ${subjects.map(
              ({ subject, name, scopeSlug, standing, checkedAt, reportUuid }) =>
                html`<tr><th scope="row"><a href="${linkTo(view, detailPath(subject, scopeSlug), id)}"><bdi>${name}</bdi></a></th><td>${standingMark(standing, words)}</td><td><a href="${linkTo(view, reportPath(reportUuid), id)}">${timeElement(checkedAt, language)}</a></td></tr>
            `,
            )}
          </tbody>
        </table>
      </section>
      ${omitted > 0 ? html`<p class="note">${own.moreSubjects(formatNumber(omitted, language))}</p>` : ''}
      <h2 id="over-all">${own.overAll}</h2>
      <section class="wide" tabindex="0" aria-labelledby="over-all">${timeMap(
        view,
        span,
        subjects.map(({ name, periods }) => ({ name, periods })),
        { labelId: 'over-all', tableId: 'now' },
      )}</section>
      ${chartKey(words)}`
}

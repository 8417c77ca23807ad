import { html, raw } from 'hono/html'
import type { CheckRun } from '../check-run.ts'
import { REPORT_STYLE } from './html-report-style.ts'
import { printable } from './printable.ts'
import { type RunOverview, runOverview } from './run-overview.ts'
import { VERDICT_SYMBOLS, VERDICT_WORDS } from './words.ts'

type Html = ReturnType<typeof html>
type TestcaseOverview = RunOverview['passes'][number]

/**
 * The run as one HTML file for people: it needs no network, runs no scripts, can be printed, and follows the light or
 * dark setting of the reader. Everything from the cloud is escaped.
 */
export function htmlReport(run: CheckRun): string {
  const overview = runOverview(run)
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${overview.title}</title>
<style>${raw(REPORT_STYLE)}</style>
</head>
<body>
<main>
<h1>${overview.title}</h1>
${facts(run)}
${refusal(run)}
${versions(overview)}
${failures('Fails', overview.decisiveFailures)}
${failures('Fails, but is not required by a version in force', overview.otherFailures)}
${aborts(overview)}
${warnings(overview)}
${passes(overview)}
${notRun('Not run, because this release of Siegel cannot judge it yet', overview.notInThisRelease)}
${notRun('Judged by a person, not by this run', overview.judgedByPerson)}
</main>
</body>
</html>
`
  return String(page)
}

function facts(run: CheckRun): Html {
  const seconds = ((run.finishedAt.getTime() - run.checkedAt.getTime()) / 1000).toFixed(1)
  return html`<dl>
<dt>Checked at</dt><dd><time datetime="${run.checkedAt.toISOString()}">${dayAndTime(run.checkedAt)}</time></dd>
<dt>Testcases</dt><dd>${run.judgements.size}</dd>
<dt>API calls</dt><dd>${run.callCount}</dd>
<dt>Duration</dt><dd>${seconds} s</dd>
</dl>`
}

function dayAndTime(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function refusal({ refusal: error }: CheckRun): Html {
  if (error === undefined) return html``
  return html`<p class="refusal"><strong>The cloud was not checked.</strong> ${printable(error.message)} (${error.code})</p>`
}

function versions({ versions: all }: RunOverview): Html {
  if (all.length === 0) return html``
  return html`<table>
<caption>What this means for the versions of the scope</caption>
<thead><tr><th scope="col">Version</th><th scope="col">On this day</th><th scope="col">Result</th><th scope="col">Required testcases</th></tr></thead>
<tbody>${all.map(
    ({ version, validity, decides, standing, counts }) => html`
<tr><th scope="row">${version}</th><td>${validity}${decides ? '' : ' (does not decide)'}</td><td class="${standing}"><span aria-hidden="true">${VERDICT_SYMBOLS[standing]}</span> ${VERDICT_WORDS[standing]}</td><td>${counts}</td></tr>`,
  )}
</tbody>
</table>`
}

function failures(heading: string, all: readonly TestcaseOverview[]): Html {
  if (all.length === 0) return html``
  return html`<section>
<h2>${heading} (${all.length})</h2>${all.map(
    (testcase) => html`
<article>
<h3 class="FAIL"><span aria-hidden="true">${VERDICT_SYMBOLS.FAIL}</span> <code>${testcase.id}</code></h3>
${testcase.usedBy === '' ? '' : html`<p class="use">${testcase.usedBy}</p>`}
<p>Should be: ${testcase.title}</p>
${findings(testcase)}
<p>To do: ${withCode(testcase.remedy)}</p>
<p><a href="${testcase.requirement}">What the standard says about ${testcase.id}</a></p>
</article>`,
  )}
</section>`
}

function findings({ findings: all, hiddenFindings }: TestcaseOverview): Html {
  return html`<ul>${all.map(
    (finding) => html`
<li>${finding}</li>`,
  )}${
    hiddenFindings > 0
      ? html`
<li>and ${hiddenFindings} more</li>`
      : ''
  }
</ul>`
}

function aborts({ aborts: all }: RunOverview): Html {
  if (all.length === 0) return html``
  return html`<section>
<h2>Not finished: could not be determined</h2>${all.map(
    ({ reason, ids }) => html`
<article>
<h3 class="ABORT"><span aria-hidden="true">${VERDICT_SYMBOLS.ABORT}</span> ${reason}</h3>
<ul>${ids.map(
      (id) => html`
<li><code>${id}</code></li>`,
    )}
</ul>
</article>`,
  )}
</section>`
}

function warnings({ warnings: all }: RunOverview): Html {
  if (all.length === 0) return html``
  return html`<section>
<h2>Warnings: they change no verdict</h2>${all.map(
    (testcase) => html`
<article>
<h3><code>${testcase.id}</code></h3>
${findings(testcase)}
</article>`,
  )}
</section>`
}

function passes({ passes: all }: RunOverview): Html {
  if (all.length === 0) return html``
  return html`<section>
<h2>Passes (${all.length})</h2>
<ul class="passes">${all.map(
    ({ id, title }) => html`
<li><span class="PASS" aria-hidden="true">${VERDICT_SYMBOLS.PASS}</span> <code>${id}</code>: ${title}</li>`,
  )}
</ul>
</section>`
}

function notRun(heading: string, ids: readonly string[]): Html {
  if (ids.length === 0) return html``
  return html`<section>
<h2>${heading}</h2>
<ul>${ids.map(
    (id) => html`
<li><code>${id}</code></li>`,
  )}
</ul>
</section>`
}

/** A remedy with its commands, which stand in backticks, as code. */
function withCode(text: string): Html[] {
  return text.split('`').map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))
}

import { html } from 'hono/html'
import type { Preview, PreviewedFall } from '#report/replay/preview.ts'
import { evidenceInWords } from './finding-list.ts'
import { timeElement } from './format-instant.ts'
import type { Html } from './html.ts'
import type { Language } from './language.ts'
import type { Page } from './layout.ts'
import { prose } from './prose.ts'
import { standingMark } from './standing-mark.ts'
import { detailPath, linkTo, type View } from './view.ts'

interface PreviewWords {
  readonly title: (scope: string) => string
  readonly introduction: (subjects: number) => string
  readonly version: string
  readonly effectiveFrom: string
  readonly never: string
  readonly counts: Readonly<Record<'fall' | 'rise' | 'alike' | 'undecided' | 'flips', string>>
  readonly falls: (subject: string, version: string) => string
  readonly nobody: string
  readonly since: string
  readonly clause: string
  readonly why: Readonly<Record<PreviewedFall['testcases'][number]['why'], string>>
  readonly undecided: string
  readonly missingJudges: (versions: string) => string
}

const WORDS: Readonly<Record<Language, PreviewWords>> = {
  en: {
    title: (scope) => `Preview of a draft of ${scope}`,
    introduction: (subjects) =>
      `The draft was judged against the newest evidence of ${subjects} subjects. It changes nothing.`,
    version: 'Version',
    effectiveFrom: 'In force from',
    never: 'not by this timeline',
    counts: {
      fall: 'Would fall',
      rise: 'Would rise',
      alike: 'Stay',
      undecided: 'Undecided',
      flips: 'Flips over the history',
    },
    falls: (subject, version) => `${subject} would fall by ${version}`,
    nobody: 'Nobody would fall.',
    since: 'Since',
    clause: 'Clause',
    why: { rule: 'newly required', suite: 'judged differently by the changed suite', already: 'fails today, too' },
    undecided: 'Could not be decided from the evidence',
    missingJudges: (versions) => `The judges of ${versions} are not at hand; their changes do not show.`,
  },
  de: {
    title: (scope) => `Vorschau auf einen Entwurf von ${scope}`,
    introduction: (subjects) =>
      `Der Entwurf wurde an den neuesten Nachweisen von ${subjects} Clouds erprobt. Er ändert nichts.`,
    version: 'Version',
    effectiveFrom: 'In Kraft ab',
    never: 'nicht nach diesem Zeitplan',
    counts: {
      fall: 'Würden fallen',
      rise: 'Würden steigen',
      alike: 'Bleiben',
      undecided: 'Offen',
      flips: 'Wechsel im Verlauf',
    },
    falls: (subject, version) => `${subject} würde durch ${version} fallen`,
    nobody: 'Niemand würde fallen.',
    since: 'Seit',
    clause: 'Klausel',
    why: {
      rule: 'neu verlangt',
      suite: 'vom geänderten Test anders beurteilt',
      already: 'schon heute nicht bestanden',
    },
    undecided: 'Aus den Nachweisen nicht zu entscheiden',
    missingJudges: (versions) => `Die Beurteilung von ${versions} liegt nicht vor; ihre Änderungen zeigen sich nicht.`,
  },
}

/** Where assessors see a preview that was made. */
export function previewPath(uuid: string): string {
  return `/page/preview/${encodeURIComponent(uuid)}`
}

/** What a draft of a scope would do: who would fall, on which clause, since when, and what to do about it. */
export function previewPage(view: View, preview: Preview): Page {
  const own = WORDS[view.language]
  const content = html`<p class="lead">${own.introduction(preview.subjects)}</p>
      <p class="note">${timeElement(new Date(preview.at), view.language)}</p>
      ${versionTable(own, preview)}
      ${preview.falls.length === 0 ? html`<p>${own.nobody}</p>` : preview.falls.map((fall) => fallSection(view, own, preview, fall))}
      ${preview.undecided.length === 0 ? '' : undecidedList(own, preview)}
      ${preview.missingJudges.length === 0 ? '' : html`<p class="note">${own.missingJudges(preview.missingJudges.join(', '))}</p>`}`
  return { title: own.title(preview.scope), content }
}

const COUNTS = ['fall', 'rise', 'alike', 'undecided', 'flips'] as const

function versionTable(own: PreviewWords, { scope, versions }: Preview): Html {
  return html`<table class="versions">
        <caption>${scope}</caption>
        <thead><tr><th scope="col">${own.version}</th><th scope="col">${own.effectiveFrom}</th>${COUNTS.map((count) => html`<th scope="col">${own.counts[count]}</th>`)}</tr></thead>
        <tbody>
          ${versions.map(
            (version) =>
              html`<tr><th scope="row">${version.version}</th><td>${version.effectiveFrom ?? own.never}</td>${COUNTS.map((count) => html`<td>${version[count] ?? '–'}</td>`)}</tr>`,
          )}
        </tbody>
      </table>`
}

function fallSection(view: View, own: PreviewWords, { scope }: Preview, fall: PreviewedFall): Html {
  const { words } = view
  return html`<section>
        <h2><a href="${linkTo(view, detailPath(fall.subject, scope))}">${own.falls(fall.subject, fall.version)}</a></h2>
        <p>${standingMark(fall.before, words)} → ${standingMark(fall.after, words)}. ${own.since}: ${timeElement(new Date(fall.since), view.language)}</p>
        ${fall.testcases.map(
          ({ testcase, title, requirement, remedy, why, findings, omitted }) => html`<article class="testcase fail">
          <h3><code>${testcase}</code> (${own.why[why]})</h3>
          <p lang="en">${title}</p>
          ${findings.length === 0 ? '' : evidenceInWords(view, { verdict: 'FAIL', judgedAt: fall.checkedAt, examined: 0, findings, ...(omitted > 0 && { omitted }) })}
          <p>${own.clause}: <a href="${requirement}">${requirement}</a></p>
          <p><strong>${words.remedy}:</strong> <span lang="en">${prose(remedy)}</span></p>
        </article>`,
        )}
      </section>`
}

function undecidedList(own: PreviewWords, { undecided }: Preview): Html {
  return html`<h2>${own.undecided}</h2>
      <ul>
        ${undecided.map(({ subject, version, testcases }) => html`<li><bdi>${subject}</bdi>, ${version}: ${testcases.join(', ')}</li>`)}
      </ul>`
}

import type { Preview, PreviewedFall } from '#report/replay/preview.ts'
import { findingText } from './finding-text.ts'
import { printable } from './printable.ts'
import { VERDICT_WORDS } from './words.ts'

const FINDINGS_SHOWN = 3

const WHY = {
  rule: 'newly required',
  suite: 'judged differently by the changed suite',
  already: 'fails today, too',
} as const

/** What a draft would do, as lines for a terminal, or as Markdown for a merge request. */
export function previewLines(preview: Preview, form: 'text' | 'markdown'): string[] {
  const quote = form === 'markdown' ? markdownText : printable
  const head = (text: string, level: number) => (form === 'markdown' ? `${'#'.repeat(level)} ${text}` : text)
  const history = preview.since === null ? '' : `, history since ${preview.since.slice(0, 10)}`
  return [
    head(`Preview of ${quote(preview.scope)}`, 2),
    '',
    `As of ${preview.at}, ${preview.subjects} subjects${history}.`,
    '',
    ...preview.versions.map(versionLine),
    ...preview.falls.flatMap((fall) => ['', head(fallTitle(fall, quote), 3), '', ...fallLines(fall, quote)]),
    ...undecidedLines(preview, quote),
    ...(preview.missingJudges.length === 0
      ? []
      : ['', `Not at hand: the judges of ${preview.missingJudges.map(quote).join(', ')}; their changes do not show.`]),
  ]
}

function versionLine({
  version,
  effectiveFrom,
  fall,
  rise,
  undecided,
  alike,
  flips,
  ...open
}: Preview['versions'][number]) {
  const from = effectiveFrom === null ? 'not in force by the timeline' : `in force from ${effectiveFrom}`
  const flipped = flips === null ? '' : `, ${flips} flips over the history`
  const person =
    open.judgedByPerson.length === 0 ? '' : `; ${open.judgedByPerson.length} testcases are judged by a person`
  const missing = open.notInThisRelease.length === 0 ? '' : `; not in this release: ${open.notInThisRelease.join(', ')}`
  return `- ${version} (${from}): ${fall} fall, ${rise} rise, ${alike} stay, ${undecided} undecided${flipped}${person}${missing}`
}

type Quote = (text: string) => string

function fallTitle({ subject, version, before, after, since, flips }: PreviewedFall, quote: Quote): string {
  const flipped = flips === null ? '' : `, ${flips} flips`
  const change = `${VERDICT_WORDS[before]} → ${VERDICT_WORDS[after]}`
  return `${quote(subject)} would fall by ${version}: ${change}, since ${since.slice(0, 10)}${flipped}`
}

function fallLines({ testcases }: PreviewedFall, quote: Quote): string[] {
  return testcases.flatMap(({ testcase, title, requirement, remedy, why, findings, omitted }) => {
    const more = findings.length + omitted - FINDINGS_SHOWN
    return [
      `- ${testcase} (${WHY[why]}): ${quote(title)}`,
      ...findings.slice(0, FINDINGS_SHOWN).map((finding) => `  - ${quote(findingText(finding))}`),
      ...(more > 0 ? [`  - and ${more} more`] : []),
      `  - clause: ${requirement}`,
      `  - to do: ${printable(remedy)}`,
    ]
  })
}

function undecidedLines({ undecided }: Preview, quote: Quote): string[] {
  if (undecided.length === 0) return []
  const lines = undecided.map(({ subject, version, testcases }) => {
    return `- ${quote(subject)}, ${version}: ${testcases.length === 0 ? 'no result' : testcases.join(', ')}`
  })
  return ['', 'Could not be decided from the evidence:', ...lines]
}

/** Names of a cloud must not become mark-up, links or mentions. */
function markdownText(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]()<>#+!|@~-]/g, (character) => `&#${character.charCodeAt(0)};`)
}

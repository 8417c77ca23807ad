import { html } from 'hono/html'
import type { Html } from './html.ts'
import type { View } from './view.ts'
import { visibleText } from './visible-text.ts'
import type { Words } from './words.ts'

/** What the programs of a run were called with and printed. */
export interface ReportOutput {
  /** Absent where it is nobody's business. */
  readonly assignment?: readonly { readonly name: string; readonly value: string }[]
  readonly invocations: readonly InvocationOutput[]
}

export interface InvocationOutput {
  readonly name: string
  readonly commandLine?: string
  readonly returnCode?: number
  /** How many lines went to which channel, such as `warning`. */
  readonly counts: readonly { readonly channel: string; readonly count: number }[]
  readonly stdout: readonly string[]
  readonly stderr: readonly string[]
}

const MOST_LINES = 2_000

export function reportOutput({ words }: View, { assignment, invocations }: ReportOutput): Html {
  return html`${assignment ? assignmentList(words, assignment) : ''}
      <h2>${words.programs}</h2>
      ${invocations.map(
        (invocation) => html`<section>
        <h3><bdi>${visibleText(invocation.name)}</bdi></h3>
        ${invocation.commandLine === undefined ? '' : html`<p>${words.commandLine}: <code>${visibleText(invocation.commandLine)}</code></p>`}
        <p>${[...(invocation.returnCode === undefined ? [] : [`${words.returnCode}: ${invocation.returnCode}`]), ...invocation.counts.map(({ channel, count }) => `${channel}: ${count}`)].join(', ')}</p>
        ${lines(words.standardOutput, invocation.stdout, words.moreLines)}
        ${lines(words.standardError, invocation.stderr, words.moreLines)}
      </section>`,
      )}`
}

function assignmentList(words: Words, assignment: NonNullable<ReportOutput['assignment']>): Html {
  const entries = assignment.map(
    ({ name, value }) =>
      html`<div><dt><bdi>${visibleText(name)}</bdi></dt><dd><bdi>${visibleText(value)}</bdi></dd></div>`,
  )
  return html`<h2>${words.assignment}</h2>
      ${entries.length === 0 ? html`<p>${words.noTestcases}</p>` : html`<dl class="head">${entries}</dl>`}`
}

function lines(title: string, all: readonly string[], more: (count: number) => string): Html | string {
  if (all.length === 0) return ''
  const shown = all.slice(0, MOST_LINES)
  const rest = all.length - shown.length
  return html`<details><summary>${title} (${all.length})</summary><pre>${shown.map((line) => visibleText(line)).join('\n')}${rest > 0 ? `\n${more(rest)}` : ''}</pre></details>`
}

import { html } from 'hono/html'
import type { ChangeAttribution, ChangeCause, ChangeOutcome, MissingInput } from '#report/replay/change-attribution.ts'
import { type ChangeWords, changeWordsIn, isRequiredNowhere } from './change-words.ts'
import type { Html } from './html.ts'
import type { View } from './view.ts'

/** A change of a verdict whose cause was looked for. */
export interface ShownChange {
  /** When the later report was made. */
  readonly checkedAt: Date
  readonly attribution: ChangeAttribution
}

const MOST_SETS = 3
const MOST_CAUSES = 10

/** Why a testcase has another verdict than before, in a few lines; nothing where it has not. */
export function changeBlock(view: View, change: ShownChange | undefined): Html | string {
  if (change === undefined) return ''
  const { attribution, checkedAt } = change
  const { causes, missing, proof } = attribution
  const words = changeWordsIn(view.language)
  const title = words.changed(
    outcomeText(view, words, attribution.before),
    outcomeText(view, words, attribution.after),
    checkedAt.toISOString().slice(0, 10),
  )
  return html`<div class="change">
          <p class="list-title">${title}</p>
          <ul class="findings">
            ${causes.slice(0, MOST_SETS).map((set, index) => causeSet(view, words, set, index))}
            ${causes.length === 0 ? html`<li>${words.unknown}</li>` : ''}
            ${missing.map((input) => html`<li>${missingText(view, words, input)}</li>`)}
          </ul>
          ${proof.length > 1 ? html`<p class="note">${words.proof(proof.length)}</p>` : ''}
        </div>
        `
}

/** The same as lines of text. */
export function changeLines(view: View, { attribution, checkedAt }: ShownChange): string[] {
  const words = changeWordsIn(view.language)
  const [before, after] = [attribution.before, attribution.after].map((outcome) => outcomeText(view, words, outcome))
  const causes = attribution.causes[0]?.slice(0, MOST_CAUSES).map((cause) => {
    const values = valuesOf(cause)
    const text = causeText(view, words, cause)
    return values
      ? `${text}: ${values.path} ${values.before ?? words.nothing} → ${values.after ?? words.nothing}`
      : text
  })
  return [
    words.changed(before ?? '', after ?? '', checkedAt.toISOString().slice(0, 10)),
    ...(causes ?? [words.unknown]),
    ...attribution.missing.map((input) => missingText(view, words, input)),
  ]
}

function causeSet(view: View, words: ChangeWords, set: readonly ChangeCause[], index: number) {
  const lead = index === 0 ? words.cause : words.either
  return set
    .slice(0, MOST_CAUSES)
    .map((cause, place) => html`<li>${place === 0 ? lead : words.together}: ${oneCause(view, words, cause)}</li>`)
}

function oneCause(view: View, words: ChangeWords, cause: ChangeCause): Html {
  const values = valuesOf(cause)
  if (!values) return html`<bdi>${causeText(view, words, cause)}</bdi>`
  const value = (text: string | null) =>
    text === null ? html`<em>${words.nothing}</em>` : html`<code><bdi>${text}</bdi></code>`
  return html`${causeText(view, words, cause)}: <bdi class="name">${values.path}</bdi>, ${words.before} ${value(values.before)}, ${words.after} ${value(values.after)}`
}

function valuesOf(cause: ChangeCause): { path: string; before: string | null; after: string | null } | undefined {
  if (cause.kind === 'scope') return { path: '', before: cause.before, after: cause.after }
  if (cause.kind !== 'cloud' || cause.fact === null || (cause.before === null && cause.after === null)) return undefined
  return { path: cause.path.join(' › '), before: cause.before, after: cause.after }
}

function causeText({ words: general }: View, words: ChangeWords, cause: ChangeCause): string {
  switch (cause.kind) {
    case 'cloud':
      return cause.fact === null ? words.cloudUnseen : words.cloud(cause.fact)
    case 'observation': {
      const fact = cause.fact ?? words.anyFact
      if (cause.after === null) return words.back(fact)
      return `${words.lost(fact)}: ${general.abortClasses[cause.after.class]}. ${cause.after.detail}`
    }
    case 'suite':
      return words.suite(cause)
    case 'scope':
      return words.scope[cause.what]
    case 'deadline':
      return words.deadline
    case 'expiry':
      return words.expiry
  }
}

function missingText({ words: general }: View, words: ChangeWords, { what, which, name }: MissingInput): string {
  return `${general.states['no data']} (${words.sides[which]}): ${words.missing[what](name)}`
}

function outcomeText({ words: general }: View, words: ChangeWords, outcome: ChangeOutcome): string {
  return isRequiredNowhere(outcome) ? words.notRequired : general.standings[outcome.standing]
}

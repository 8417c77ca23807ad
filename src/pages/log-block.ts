import { html } from 'hono/html'
import type { Html } from './html.ts'
import type { View } from './view.ts'

/** Where a report stands in the transparency log. */
export interface LogPlace {
  readonly index: number
  /** The line that is logged: kind, moment, digest. */
  readonly entry: string
  /** In the form of C2SP tlog-proof; null where the server does not sign checkpoints. */
  readonly proof: string | null
}

/** The entry of a report in the transparency log, with its proof, which can be copied and verified offline. */
export function logBlock({ words }: View, { index, entry, proof }: LogPlace): Html {
  return html`<h2>${words.transparencyLog}</h2>
      <p>${words.loggedAs(index)} <code>${entry}</code></p>
      ${
        proof === null
          ? html`<p class="note">${words.logNotSigned}</p>`
          : html`<details><summary>${words.inclusionProof}</summary><pre>${proof}</pre></details>
      <p class="note">${words.logNote}</p>`
      }
      `
}

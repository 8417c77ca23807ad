import type { Standing } from '#vocabulary/verdict.ts'

/** Styles for a terminal. Colour only repeats what words and symbols say already. */
export interface Paint {
  bold(text: string): string
  faint(text: string): string
  standing(standing: Standing, text: string): string
}

const COLOURS: Record<Standing, number> = { PASS: 32, FAIL: 31, ABORT: 33, MISS: 33 }

/** Paint for a terminal, or paint that leaves the text alone. */
export function paintFor(isColourful: boolean): Paint {
  const style = (code: number) => (text: string) => (isColourful ? `\u001B[${code}m${text}\u001B[0m` : text)
  return { bold: style(1), faint: style(2), standing: (standing, text) => style(COLOURS[standing])(text) }
}

/** Colour is for terminals, and for nobody who set NO_COLOR (https://no-color.org) or has a terminal without. */
export function wantsColour(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>>,
): boolean {
  return stream.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb'
}

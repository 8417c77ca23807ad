/** What a testcase demands and what to do when it fails, in German; backticks enclose what is typed. */
export interface GermanText {
  readonly title: string
  readonly remedy: string
}

export type GermanTexts = Readonly<Record<string, GermanText>>

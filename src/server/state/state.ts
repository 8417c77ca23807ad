import type { Compliance, DatedResult } from '#evaluation/compliance.ts'
import type { Scope } from '#scopes/scope.ts'
import type { ActiveSubject } from '../storage/account-queries.ts'

/** What is known of all subjects, at one moment. */
export interface State {
  readonly at: Date
  /** The active accounts, by name. */
  readonly subjects: readonly ActiveSubject[]
  /** One per subject and known scope of which there are results, by name of the subject; also subjects without account. */
  readonly all: readonly SubjectState[]
  /** Of one subject for one scope; without results where there are none. */
  of(subject: string, scope: Scope): SubjectState
}

/** What is known of one subject for one scope. */
export interface SubjectState {
  readonly subject: string
  readonly scope: Scope
  readonly results: readonly DatedResult[]
  /**
   * The evaluation at the moment of the state. As long as nothing in it changes, its member `testcases` is the same object,
   * so that what is made from it may be kept with it.
   */
  evaluate(options?: { readonly withDrafts?: boolean }): Compliance
}

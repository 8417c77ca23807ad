/**
 * A value that only the operator knows: where an image came from, what is promised to users. It is asked for by `name`
 * and never invented; `sample` is a valid value of that kind, with which a plan is tried on a copy of the facts.
 */
export interface Placeholder {
  /** Capital letters, digits and underscores, as shells name variables. */
  readonly name: string
  /** What has to be filled in, as a phrase. */
  readonly meaning: string
  readonly sample: string
}

/** A value that the plan knows, or one that it asks for. */
export type PlanValue = string | Placeholder

export function isPlaceholder(value: PlanValue): value is Placeholder {
  return typeof value !== 'string'
}

/** Declares a value that the operator fills in. */
export function askFor(name: string, meaning: string, sample: string): Placeholder {
  return { name, meaning, sample }
}

/** The value, or its sample where it is still to be filled in. */
export function sampleOf(value: PlanValue): string {
  return isPlaceholder(value) ? value.sample : value
}

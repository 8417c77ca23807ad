import type { FindingCode } from './finding-codes.ts'

/** The kinds of things that a finding can be about. */
export type ObjectKind =
  | 'flavor'
  | 'image'
  | 'volume type'
  | 'service'
  | 'endpoint'
  | 'cloud'
  | 'virtual machine'
  | 'security group rules'
  | 'secret'
  | 'volume backup'
  | 'availability zone'
  | 'network'
  | 'subnet pool'
  | 'domain manager'
  | 'cluster'
  | 'Kubernetes branch'
  | 'node'
  | 'storage class'
  | 'pod'
  | 'API server'
  | 'test'

/** One object of the tested cloud, named as its operator knows it. `id` is there where names need not be unique. */
export interface ObjectReference {
  readonly kind: ObjectKind
  readonly name: string
  readonly id?: string
}

/**
 * One thing that is wrong (or, as a warning, doubtful): data, not a sentence. `pages/finding-words.ts` has the words.
 * `found` and `expected` are values as an operator would write them; absent where there is nothing to show.
 */
export interface Finding {
  readonly code: FindingCode
  readonly about: ObjectReference
  readonly found?: string
  readonly expected?: string
}

/** A reference as one line, such as `image Ubuntu 24.04`. */
export function describeObject(about: ObjectReference): string {
  return `${about.kind} ${about.name}`
}

import type { ObjectReference } from '#vocabulary/finding.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { PlanValue } from './plan-value.ts'

/** A flavor as it shall be; RAM in MiB, disk in GiB. */
export interface PlannedFlavor {
  readonly name: string
  readonly vcpus: number
  readonly ramMiB: number
  readonly diskGiB: number
  readonly isPublic: boolean
  readonly extraSpecs: Readonly<Record<string, string>>
}

/** Properties by name as Glance has them, `min_disk` (GiB) and `min_ram` (MiB) among them. */
export type ImageProperties = Readonly<Record<string, PlanValue>>

/** What is done to the object of a step. */
export type PlanAction =
  | { readonly kind: 'create-flavor'; readonly flavor: PlannedFlavor }
  /** Figures and names of flavors cannot be changed: the old one is deleted, and one like it created. */
  | { readonly kind: 'replace-flavor'; readonly flavor: PlannedFlavor }
  | {
      readonly kind: 'set-extra-specs'
      readonly set: Readonly<Record<string, string>>
      readonly unset: readonly string[]
    }
  | { readonly kind: 'set-image-properties'; readonly set: ImageProperties }
  | { readonly kind: 'rename-image'; readonly name: string }
  | { readonly kind: 'show-image' }
  | { readonly kind: 'provide-image'; readonly name: PlanValue; readonly properties: ImageProperties }
  | { readonly kind: 'set-volume-type-description'; readonly description: string }
  | { readonly kind: 'delete-security-group-rule' }
  | {
      readonly kind: 'register-service'
      readonly type: string
      readonly name: PlanValue
      readonly interface: 'public' | 'internal' | 'admin'
      readonly region: PlanValue
      readonly url: PlanValue
      /** False: the service is there, and only the endpoint is missing. */
      readonly isNew: boolean
    }

/** One change to one object. A testcase turns green when all steps that name it are done. */
export interface PlanStep {
  /** Such as `step-03`. */
  readonly id: string
  readonly turnsGreen: readonly TestcaseId[]
  readonly object: ObjectReference
  readonly action: PlanAction
  /** What a person has to see to before or after; one sentence each. */
  readonly cautions: readonly string[]
}

/** Failing testcases that no step can turn green, and why: somebody has to do or to decide something. */
export interface ByHand {
  readonly testcaseIds: readonly TestcaseId[]
  readonly object: ObjectReference
  readonly why: string
  /** What the testcase says is to be done. */
  readonly remedy: string
}

/** What to do so that failing testcases turn green. */
export interface Plan {
  readonly steps: readonly PlanStep[]
  readonly byHand: readonly ByHand[]
}

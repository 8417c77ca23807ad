import type { AbortClass } from '#vocabulary/abort-reason.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { PracticeContent } from './practice-content.ts'
import type { PracticeAnswer, PracticeRequest } from './practice-exchange.ts'

/** Stands between a request and its service: may answer itself, or change what the service answers. */
export type Fault = (
  request: PracticeRequest,
  proceed: () => PracticeAnswer,
  surroundings: Surroundings,
) => PracticeAnswer

export interface Surroundings {
  /** Another origin on this machine, which records whether a token arrives there. */
  readonly foreignOrigin: string
}

/** What a defect may change: the content, or how the services answer. */
export interface PracticeModel {
  readonly content: PracticeContent
  readonly faults: Fault[]
}

/** What an observer of the cloud sees differently. */
export type DefectArea =
  | 'flavors'
  | 'images'
  | 'volume-types'
  | 'security-group-rules'
  | 'networks'
  | 'subnet-pools'
  | 'extensions'
  | 'catalogue'
  | 'roles'
  | 's3'
  | 'transport'
  /** What shows only to who creates something, asks for secrets, or signs in with the application credential. */
  | 'life'

/** One named way in which a cloud can be wrong. */
export interface PracticeDefect {
  /** For example `flavor-missing:SCS-1V-4`. */
  readonly name: string
  /** Testcases that FAIL; empty where nothing can be judged, or where a good client copes. */
  readonly breaks: readonly TestcaseId[]
  /** Why testcases ABORT; null when none does. */
  readonly aborts: AbortClass | null
  readonly area: DefectArea
  readonly description: string
  readonly apply: (model: PracticeModel) => void
}

/** Defects that differ in one parameter only: `flavor-missing:<flavor>`. */
export interface DefectFamily {
  readonly name: string
  readonly placeholder: string
  readonly members: readonly PracticeDefect[]
}

/** Makes one member per parameter, named `family:parameter`. */
export function defectFamily(
  name: string,
  placeholder: string,
  parameters: readonly string[],
  make: (parameter: string) => Omit<PracticeDefect, 'name'>,
): DefectFamily {
  const members = parameters.map((parameter) => ({ name: `${name}:${parameter}`, ...make(parameter) }))
  return { name, placeholder, members }
}

import type { Lifetime } from '#vocabulary/lifetime.ts'
import type { Section } from '#vocabulary/section.ts'
import type { TestcaseId } from '#vocabulary/testcase-id.ts'
import type { Validity } from './validity.ts'

/** A bucket of testcases inside a module: `main` decides; `recommended`, `preview` and others inform. */
export type Target = string

/** The target that decides about certification (scs-0003-v1). */
export const MAIN_TARGET: Target = 'main'

/** A calendar day in UTC, as `2026-06-11`. */
export type Day = string

/** What can be certified, such as SCS-compatible IaaS, as its file says it (scs-0003-v1). Plain data, fit for JSON. */
export interface Scope {
  readonly uuid: string
  readonly name: string
  /** The short name of URLs and the command line, such as `scs-compatible-iaas`. */
  readonly slug: string
  /** Where the scope is published. */
  readonly url: string
  readonly summary?: string
  readonly level?: Level
  readonly layer?: Layer
  /** The scope of the level below, which must be certified first. */
  readonly prerequisite?: { readonly name: string; readonly url: string }
  /** How often the automated testcases are to be run where their module says nothing else. */
  readonly testedEvery?: Lifetime
  readonly variables: readonly Variable[]
  readonly modules: readonly Module[]
  /** Newest first: those not stabilised in the file's order, then the others by the day of stabilisation. */
  readonly versions: readonly ScopeVersion[]
  /** In the file's order, which means nothing. */
  readonly timeline: readonly TimelineEntry[]
  /** What the file itself says about testcases (upstream's `scripts`); empty if it leaves that to the testcases. */
  readonly declaredTestcases: readonly DeclaredTestcase[]
}

export const LEVELS = ['SCS-compatible', 'SCS-open', 'SCS-sovereign'] as const
export type Level = (typeof LEVELS)[number]

export const LAYERS = ['IaaS', 'KaaS'] as const
export type Layer = (typeof LAYERS)[number]

/** Something that a run must be told, such as the name of the cloud's configuration. */
export interface Variable {
  readonly name: string
  readonly default?: string
}

/** A standard's share of a scope version. */
export interface Module {
  readonly id: string
  readonly name: string
  readonly url: string
  readonly summary?: string
  /** Testcases by target; empty for a standard of which nothing is tested. Read it with `Object.entries`. */
  readonly targets: Readonly<Record<Target, readonly TestcaseId[]>>
  /** What an including version has to pin: the parameter's name and what it means. */
  readonly parameters: Readonly<Record<string, string>>
  readonly testedEvery?: Lifetime
}

/** A module as a version includes it, with the parameters that this version pins. */
export interface Include {
  readonly moduleId: string
  readonly parameters: Readonly<Record<string, string>>
}

export interface ScopeVersion {
  readonly version: string
  /** Since this day the version may not change any more; absent for a draft. */
  readonly stabilizedAt?: Day
  readonly summary?: string
  /** The standards document that defines the version; its date may differ from the file's. */
  readonly document?: { readonly id: string; readonly stabilizedAt?: Day }
  readonly include: readonly Include[]
  /** Where the version departs from what a testcase itself says. */
  readonly overrides: readonly TestcaseOverride[]
}

export interface TestcaseOverride {
  readonly testcaseId: TestcaseId
  readonly lifetime?: Lifetime
  readonly section?: Section
}

/** Which versions are what from a day on, until the next entry. Versions not named are deprecated and hidden. */
export interface TimelineEntry {
  readonly date: Day
  readonly versions: Readonly<Record<string, Validity>>
}

export interface DeclaredTestcase {
  readonly id: TestcaseId
  readonly lifetime?: Lifetime
  readonly section?: Section
  readonly description?: string
  readonly url?: string
  /** True for a testcase that no program runs. */
  readonly isManual: boolean
}

/** What a testcase says about itself, as in the catalogue of testcases. One without section is judged by a person. */
export interface TestcaseDefault {
  readonly lifetime?: Lifetime
  readonly section?: Section | null
}

/** The defaults of all known testcases. Scopes do not import testcases, so whoever asks brings them. */
export type TestcaseDefaults = ReadonlyMap<TestcaseId, TestcaseDefault>

/** A testcase as one scope version uses it. */
export interface ResolvedTestcase {
  readonly id: TestcaseId
  readonly target: Target
  readonly moduleId: string
  readonly lifetime: Lifetime
  /** Null for a testcase that a person judges. */
  readonly section: Section | null
  /** The parameters that the version pins for the testcase's module. */
  readonly parameters: Readonly<Record<string, string>>
}

/** A scope version with everything looked up. */
export interface ResolvedVersion {
  readonly version: string
  readonly stabilizedAt?: Day
  readonly modules: readonly Module[]
  /** In the order of the modules and their targets. */
  readonly testcases: readonly ResolvedTestcase[]
  /** The testcases by target, each list in the order of the modules; `main` first. */
  readonly targets: ReadonlyMap<Target, readonly TestcaseId[]>
}

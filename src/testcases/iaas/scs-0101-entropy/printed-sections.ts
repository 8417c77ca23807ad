import { entropyConsoleSections, hasScriptFailed } from '#facts/derived/entropy/entropy-console-sections.ts'
import type { EntropyConsole } from '#facts/openstack/entropy-console.ts'
import type { AbortReason } from '#vocabulary/abort-reason.ts'

export type PrintedSections =
  | { readonly printed: true; readonly sections: ReadonlyMap<string, readonly string[]> }
  | { readonly printed: false; readonly reason: AbortReason }

/** What the virtual machine printed, or why nothing can be said: every trouble on the way is no fault of its entropy. */
export function printedSections({ run, image, flavor }: EntropyConsole): PrintedSections {
  if (run.state === 'stopped') {
    const detail = `the virtual machine got no further than the step ${run.step}: ${run.reason.detail}`
    return { printed: false, reason: { class: run.reason.class, detail } }
  }
  const machine = `image ${image?.name ?? image?.id ?? 'unknown'}, flavor ${flavor?.name ?? 'unknown'}`
  if (hasScriptFailed(run.lines)) {
    const detail = `cloud-init could not run the test in the virtual machine (${machine}); it installs a package, for which it must reach the mirrors`
    return { printed: false, reason: { class: 'inconclusive', detail } }
  }
  if (!run.hasEnded) {
    const detail = `the virtual machine (${machine}) did not print the end mark within ${Math.round(run.waitedSeconds)} seconds`
    return { printed: false, reason: { class: 'time-out', detail } }
  }
  return { printed: true, sections: entropyConsoleSections(run.lines) }
}

/** A section that is not there, although the script came to its end. */
export function sectionMissing(what: string): AbortReason {
  return { class: 'inconclusive', detail: `the virtual machine printed ${what}` }
}

/** The virtual machine in a finding. */
export function virtualMachine({ image }: EntropyConsole) {
  return { kind: 'virtual machine', name: `from ${image?.name ?? image?.id ?? 'an unknown image'}` } as const
}

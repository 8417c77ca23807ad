/**
 * Whether a result rests on a subset of the tests only, because failures of some are tolerated (scs-0201-v1); it is shown
 * wherever the result is.
 */
export function isSubset(warnings: readonly { readonly code: string }[] | undefined): boolean {
  return warnings?.some(({ code }) => code === 'test-failure-tolerated') ?? false
}

import type { Syntax } from './flavor-name.ts'

/** What stands between vCPUs, RAM and disk (and inside a GPU), and what stands before each extension. */
export const SEPARATORS: Readonly<Record<Syntax, { readonly part: string; readonly extension: string }>> = {
  v1: { part: ':', extension: '-' },
  v2: { part: '-', extension: '_' },
  v3: { part: '-', extension: '_' },
}

import { CloudError } from '../cloud-error.ts'
import type { Workbench } from './workbench.ts'

/** For runs that must not create anything. */
export const NO_WORKBENCH: Workbench = {
  runId: 'none',
  create: () => refuse(),
  waitFor: () => refuse(),
  gone() {},
  clear: async () => [],
}

function refuse(): Promise<never> {
  const detail = 'This run has no journal, so nothing may be created.'
  return Promise.reject(new CloudError({ class: 'suite-error', detail }))
}

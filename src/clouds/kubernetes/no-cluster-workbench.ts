import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { ClusterWorkbench } from './cluster-workbench.ts'

/** For runs that must not create anything. */
export const NO_CLUSTER_WORKBENCH: ClusterWorkbench = {
  runId: 'none',
  createNamespace() {
    const detail = 'This run has no journal, so nothing may be created.'
    return Promise.reject(new CloudError({ class: 'suite-error', detail }))
  },
  expectGone() {},
  clear: async () => [],
}

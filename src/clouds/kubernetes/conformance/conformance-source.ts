import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { ConformanceRun } from '#facts/kubernetes/conformance-run.ts'
import type { KubernetesCluster } from '../kubernetes-cluster.ts'
import { importResults } from './import-results.ts'

/** Where the results of upstream's end-to-end tests come from. */
export interface ConformanceSource {
  /**
   * The results of one run, which may have been made long ago or take hours from now on.
   *
   * @throws CloudError if there are none, or they cannot be used
   */
  results(where: { readonly cluster: KubernetesCluster; readonly signal: AbortSignal }): Promise<ConformanceRun>
}

/** Results that were made before, from their files. */
export function importedResults(paths: readonly string[]): ConformanceSource {
  return { results: async () => ({ origin: 'imported', ...(await importResults(paths)) }) }
}

/** No results, for the reason given. */
export function noResults(detail: string): ConformanceSource {
  return {
    async results() {
      throw new CloudError({ class: 'inconclusive', detail })
    },
  }
}

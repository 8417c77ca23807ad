import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { KubernetesCluster } from './kubernetes-cluster.ts'

/** The same cluster, for somebody who may make so many calls. Beyond that every call throws a CloudError (`suite-error`). */
export function meteredCluster(cluster: KubernetesCluster, mostCalls: number): KubernetesCluster {
  let count = 0
  const onCall = (): void => {
    count++
    if (count <= mostCalls) return
    const detail = `The probe wanted to make more calls than the ${mostCalls} that it declares.`
    throw new CloudError({ class: 'suite-error', detail })
  }
  return {
    ...cluster,
    fetch: (path, options) => cluster.fetch(path, { ...options, onCall }),
    fetchList: (path, options) => cluster.fetchList(path, { ...options, onCall }),
    send: (request) => cluster.send({ ...request, onCall }),
  }
}

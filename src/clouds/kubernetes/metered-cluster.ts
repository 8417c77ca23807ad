import type { CallMeter } from '#clouds/openstack/metered-cloud.ts'
import type { KubernetesCluster } from './kubernetes-cluster.ts'

/** The same cluster with a meter: each page of a list is a call; a repetition with a renewed credential is not counted. */
export function meteredCluster(cluster: KubernetesCluster, onCall: CallMeter): KubernetesCluster {
  return {
    ...cluster,
    fetch: (path, options) => cluster.fetch(path, { ...options, onCall }),
    fetchList: (path, options) => cluster.fetchList(path, { ...options, onCall }),
    send: (request) => cluster.send({ ...request, onCall }),
  }
}

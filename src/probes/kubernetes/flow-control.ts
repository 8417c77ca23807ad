import { defineClusterProbe } from '../define-probe.ts'

/** Whether API priority and fairness is at work: its priority levels, and its headers on an answer. */
export const flowControlProbe = defineClusterProbe({
  gives: 'flowControl',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET /apis/flowcontrol.apiserver.k8s.io/v1/prioritylevelconfigurations', 'GET /version'],
  creates: [],
  effort: { single: 1, lists: 1 },
  async observe({ cluster, signal }) {
    const path = '/apis/flowcontrol.apiserver.k8s.io/v1/prioritylevelconfigurations'
    const levels = (await cluster.fetchList(path, { signal })).length
    const { header } = await cluster.send({ method: 'GET', path: '/version', signal })
    return { levels, hasHeaders: header('x-kubernetes-pf-flowschema-uid') !== null }
  },
})

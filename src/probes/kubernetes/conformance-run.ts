import { defineClusterProbe } from '../define-probe.ts'

/** The results of upstream's end-to-end tests: imported, or from a run of hours. */
export const conformanceRunProbe = defineClusterProbe({
  gives: 'conformanceRun',
  from: 'kubernetes',
  cost: 'heavy',
  calls: ['what Sonobuoy or Hydrophone calls as administrator of the cluster, unless results are imported'],
  creates: [],
  // What the program calls on its own is not counted.
  effort: { single: 1, lists: 1 },
  mostMinutes: 720,
  observe: ({ cluster, conformance, signal }) => conformance.results({ cluster, signal }),
})

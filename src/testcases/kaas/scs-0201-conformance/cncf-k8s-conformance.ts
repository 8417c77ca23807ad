import { defineTestcase } from '#testcases/define-testcase.ts'
import { judgeRun } from './judge-run.ts'

export const testcase = defineTestcase({
  id: 'cncf-k8s-conformance',
  title: 'The cluster passes all conformance tests of its version of Kubernetes',
  requirement: 'https://docs.scs.community/standards/scs-0201-v1-cncf-conformance#decision',
  remedy:
    'Look at the output of the named tests (`plugins/e2e/results/global/junit_01.xml` in the archive of Sonobuoy) and at the logs of their pods. `sonobuoy run --rerun-failed ARCHIVE` repeats them for analysis; the verdict needs a complete run.',
  lifetime: 'year',
  section: 'heavy',
  needs: ['conformanceRun', 'conformanceTests', 'kubernetesVersion', 'networkPlugins'],
  judge(data, at) {
    const { names } = data.conformanceTests
    return judgeRun(data, at, {
      what: 'conformance',
      isWanted: ({ name }) => name.includes('[Conformance]'),
      missing({ failed, passed, tolerated }) {
        const executed = new Set([...passed, ...failed, ...tolerated.map(({ test }) => test)].map(({ name }) => name))
        return names.filter((name) => !executed.has(name))
      },
    })
  },
})

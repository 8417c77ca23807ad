import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'

export const testcase = defineTestcase({
  id: 'siegel-0217-https',
  title: 'The API server is reached by HTTPS only (draft of scs-0217; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0217-v1-cluster-hardening',
  remedy: 'Give an https address in the kubeconfig, and serve nothing by plain HTTP.',
  lifetime: 'month',
  needs: ['apiServerEndpoint'],
  judge({ apiServerEndpoint }) {
    const { isHttps, origin } = apiServerEndpoint
    const about = { kind: 'API server', name: origin } as const
    return conclude({ examined: 1, findings: isHttps ? [] : [{ code: 'endpoint-not-https', about }], whenNone: 'PASS' })
  },
})

import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'

export const testcase = defineTestcase({
  id: 'siegel-0217-kubelet-authorization',
  title: 'Every kubelet asks the API server what is allowed (draft of scs-0217; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0217-v1-cluster-hardening',
  remedy: 'Set `authorization.mode: Webhook` in the KubeletConfiguration.',
  lifetime: 'month',
  needs: ['kubeletSettings'],
  judge({ kubeletSettings }) {
    const findings = kubeletSettings
      .filter(({ authorizationMode }) => authorizationMode !== 'Webhook')
      .map(({ authorizationMode, node }) => ({
        code: 'kubelet-authorization-not-webhook' as const,
        about: { kind: 'node' as const, name: node },
        found: authorizationMode ?? 'none',
      }))
    const abort = { class: 'permission', detail: 'the cluster shows no kubelets' } as const
    return conclude({ examined: kubeletSettings.length, findings, whenNone: { abort } })
  },
})

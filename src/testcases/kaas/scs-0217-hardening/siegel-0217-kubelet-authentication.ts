import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'

export const testcase = defineTestcase({
  id: 'siegel-0217-kubelet-authentication',
  title: 'No kubelet answers without authentication (draft of scs-0217; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0217-v1-cluster-hardening',
  remedy: 'Set `authentication.anonymous.enabled: false` in the KubeletConfiguration, and `readOnlyPort: 0`.',
  lifetime: 'month',
  needs: ['kubeletSettings'],
  judge({ kubeletSettings }) {
    const node = (name: string) => ({ kind: 'node', name }) as const
    const findings = kubeletSettings
      .filter(({ anonymous }) => anonymous !== false)
      .map((one) => ({ code: 'kubelet-anonymous' as const, about: node(one.node) }))
    const warnings = kubeletSettings
      .filter(({ readOnlyPort }) => readOnlyPort !== 0)
      .map((one) => ({
        code: 'kubelet-read-only-port' as const,
        about: node(one.node),
        found: String(one.readOnlyPort),
      }))
    const abort = { class: 'permission', detail: 'the cluster shows no kubelets' } as const
    return conclude({ examined: kubeletSettings.length, findings, warnings, whenNone: { abort } })
  },
})

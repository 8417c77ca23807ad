import { defineTestcase } from '#testcases/define-testcase.ts'
import { flagValue, judgeFlags, missingFlags } from '#testcases/kaas/control-plane-flags.ts'

const OTHERS = [
  'client-ca-file',
  'oidc-issuer-url',
  'authentication-token-webhook-config-file',
  'authentication-config',
  'requestheader-client-ca-file',
  'token-auth-file',
]

export const testcase = defineTestcase({
  id: 'siegel-0217-authentication-methods',
  title:
    'The API server knows service account tokens and another way to authenticate (draft of scs-0217; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0217-v1-cluster-hardening',
  remedy:
    'Set `--service-account-issuer`, and one more: client certificates (`--client-ca-file`), OpenID Connect or a webhook.',
  lifetime: 'month',
  needs: ['controlPlaneProcesses'],
  judge: ({ controlPlaneProcesses }) =>
    judgeFlags(controlPlaneProcesses, {
      component: 'kube-apiserver',
      findings: (process, about) => [
        ...missingFlags(process, about, ['service-account-issuer']),
        ...(OTHERS.some((name) => flagValue(process, name) !== undefined)
          ? []
          : [{ code: 'flag-missing' as const, about, expected: OTHERS.map((name) => `--${name}`).join(' or ') }]),
      ],
    }),
})

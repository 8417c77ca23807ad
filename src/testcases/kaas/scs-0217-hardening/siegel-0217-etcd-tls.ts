import { defineTestcase } from '#testcases/define-testcase.ts'
import { flagItems, flagValue, judgeFlags, missingFlags } from '#testcases/kaas/control-plane-flags.ts'

const FILES = ['cert-file', 'key-file', 'peer-cert-file', 'peer-key-file']
const ADDRESSES = ['listen-client-urls', 'listen-peer-urls', 'advertise-client-urls', 'initial-advertise-peer-urls']

export const testcase = defineTestcase({
  id: 'siegel-0217-etcd-tls',
  title: 'etcd talks by TLS, and takes clients and peers by their certificates (draft of scs-0217; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0217-v1-cluster-hardening',
  remedy:
    'Start etcd with certificates for clients and peers, `--client-cert-auth=true` and `--peer-client-cert-auth=true`, and https addresses only.',
  lifetime: 'month',
  needs: ['controlPlaneProcesses'],
  judge: ({ controlPlaneProcesses }) =>
    judgeFlags(controlPlaneProcesses, {
      component: 'etcd',
      findings: (process, about) => [
        ...missingFlags(process, about, FILES),
        ...['client-cert-auth', 'peer-client-cert-auth']
          .filter((name) => flagValue(process, name) !== 'true')
          .map((name) => ({ code: 'flag-missing' as const, about, expected: `--${name}=true` })),
        ...ADDRESSES.flatMap((name) => flagItems(process, name))
          .filter((address) => !/^(https|unixs):/.test(address))
          .map((found) => ({ code: 'flag-value-not-allowed' as const, about, found, expected: 'https' })),
      ],
    }),
})

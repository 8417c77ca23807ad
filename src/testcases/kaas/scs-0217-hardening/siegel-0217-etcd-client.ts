import { defineTestcase } from '#testcases/define-testcase.ts'
import { flagItems, judgeFlags, missingFlags } from '#testcases/kaas/control-plane-flags.ts'

export const testcase = defineTestcase({
  id: 'siegel-0217-etcd-client',
  title: 'The API server talks to etcd by TLS with a certificate of its own (draft of scs-0217; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0217-v1-cluster-hardening',
  remedy:
    'Set `--etcd-certfile`, `--etcd-keyfile` and `--etcd-cafile` of the API server, and https addresses in `--etcd-servers`. Separate machines for etcd are recommended.',
  lifetime: 'month',
  needs: ['controlPlaneProcesses'],
  judge: ({ controlPlaneProcesses }) =>
    judgeFlags(controlPlaneProcesses, {
      component: 'kube-apiserver',
      findings: (process, about) => [
        ...missingFlags(process, about, ['etcd-servers', 'etcd-certfile', 'etcd-keyfile', 'etcd-cafile']),
        ...flagItems(process, 'etcd-servers')
          .filter((server) => !server.startsWith('https:'))
          .map((found) => ({ code: 'flag-value-not-allowed' as const, about, found, expected: 'https' })),
      ],
      warnings: (process, about) =>
        flagItems(process, 'etcd-servers')
          .filter((server) => /\/\/(localhost|127\.|\[::1\])/.test(server))
          .map((found) => ({ code: 'etcd-beside-api-server' as const, about, found })),
    }),
})

import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'

export const testcase = defineTestcase({
  id: 'siegel-0217-ports',
  title: 'From outside, nothing but API server and node ports can be reached (draft of scs-0217; not an official id)',
  requirement: 'https://docs.scs.community/standards/scs-0217-v1-cluster-hardening',
  remedy:
    'Close the named port by security groups or a firewall: kubelet, etcd, scheduler and controller manager are for the internal network only.',
  lifetime: 'month',
  needs: ['publicPorts'],
  judge({ publicPorts }) {
    const findings = publicPorts
      .filter(({ state }) => state === 'open')
      .map(({ address, host, port }) => ({
        code: 'port-reachable' as const,
        about:
          host === 'API server'
            ? ({ kind: 'API server', name: address } as const)
            : ({ kind: 'node', name: host } as const),
        found: `${address} port ${port}`,
      }))
    const detail = 'neither nodes nor API server have a public address, so there is nothing to be tried from outside'
    const abort = { class: 'inconclusive', detail } as const
    return conclude({ examined: publicPorts.length, findings, whenNone: { abort } })
  },
})

import type { CallOutcome } from '#facts/call-outcome.ts'
import { DONE, NO_ANSWER, refusedWith } from '#facts/call-outcomes.fixture.ts'
import { externalNetwork } from '#facts/openstack/healthy-networks.ts'
import { judgeTable } from '#testcases/judge-table.ts'
import { testcase } from './siegel-0126-floating-ip.ts'

function trial(allocate: CallOutcome, quota: number | null = 5) {
  return {
    floatingIpTrial: { network: 'default', quota, used: 0, allocate },
  } as const
}

const overQuota = refusedWith(409, "Quota exceeded for resources: ['floatingip'].")

judgeTable(testcase, [
  { name: 'a floating IP', facts: { ...trial(DONE), providerNetworks: [externalNetwork()] }, verdict: 'PASS' },
  {
    name: 'a quota of zero',
    facts: { ...trial(overQuota, 0), providerNetworks: [externalNetwork()] },
    verdict: 'FAIL',
    about: ['service network'],
  },
  {
    name: 'a quota that is used up',
    facts: { ...trial(overQuota, 1), providerNetworks: [externalNetwork()] },
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
  {
    name: 'no addresses left',
    facts: { ...trial(refusedWith(409, 'No more IP addresses available')), providerNetworks: [externalNetwork()] },
    verdict: 'FAIL',
    about: ['network public'],
  },
  {
    name: 'members may not have one',
    facts: { ...trial(refusedWith(403)), providerNetworks: [externalNetwork({ ipVersions: null })] },
    verdict: 'FAIL',
    about: ['network public'],
  },
  {
    name: 'a network of IPv6 only, as its subnets show',
    facts: { ...trial(refusedWith(400, 'Bad request')), providerNetworks: [externalNetwork({ ipVersions: [6] })] },
    verdict: 'PASS',
  },
  {
    name: 'a network of IPv6 only, as the answer says',
    facts: {
      ...trial(refusedWith(400, 'Bad floatingip request: Network n1 does not contain any IPv4 subnet.')),
      providerNetworks: [externalNetwork({ ipVersions: null })],
    },
    verdict: 'PASS',
  },
  {
    name: 'a network that shows no subnets and gives no addresses',
    facts: { ...trial(refusedWith(400, 'Bad request')), providerNetworks: [externalNetwork({ ipVersions: [] })] },
    verdict: 'FAIL',
  },
  {
    name: 'a connection that is lost',
    facts: { ...trial(NO_ANSWER), providerNetworks: [externalNetwork()] },
    verdict: 'ABORT',
    abortClass: 'unreachable',
  },
  {
    name: 'no network to have one on',
    facts: { floatingIpTrial: { network: 'none' }, providerNetworks: [] },
    verdict: 'ABORT',
    abortClass: 'inconclusive',
  },
])

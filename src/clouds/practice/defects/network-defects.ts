import { externalNetwork, subnetPool } from '../content/networks.ts'
import { templateRule } from '../content/security-group-rules.ts'
import { type DefectFamily, defectFamily, type PracticeDefect } from '../practice-defect.ts'
import { jsonAnswer } from '../practice-exchange.ts'

const DEFAULT_NETWORK = ['siegel-0126-default-network']
const FAMILIES = ['IPv4', 'IPv6'] as const

/** What the provider offers as networks, pools, template rules and extensions. */
export const NETWORK_DEFECTS: readonly PracticeDefect[] = [
  {
    name: 'external-network-missing',
    breaks: [...DEFAULT_NETWORK, 'siegel-1020-public-ipv6-network'],
    aborts: 'inconclusive',
    area: 'networks',
    description: 'there is no external network, so that virtual machines cannot reach anything outside',
    apply: ({ content }) => {
      content.networks = []
    },
  },
  {
    name: 'default-network-missing',
    breaks: [...DEFAULT_NETWORK, 'siegel-0126-only-provider-network', 'siegel-1020-public-ipv6-network'],
    aborts: null,
    area: 'networks',
    description: 'the external network is not the default one',
    apply: ({ content }) => {
      for (const network of content.networks) network.isDefault = false
    },
  },
  {
    name: 'default-network-twice',
    breaks: DEFAULT_NETWORK,
    aborts: null,
    area: 'networks',
    description: 'two external networks are default ones',
    apply: ({ content }) => {
      content.networks.push(externalNetwork('public-2', new Date(content.networks[0]?.createdAt ?? 0)))
    },
  },
  {
    name: 'provider-network-twice',
    breaks: ['siegel-0126-only-provider-network'],
    aborts: null,
    area: 'networks',
    description: 'there is another external network beside the default one',
    apply: ({ content }) => {
      const second = externalNetwork('public-2', new Date(content.networks[0]?.createdAt ?? 0))
      content.networks.push({ ...second, isDefault: false })
    },
  },
  {
    name: 'shared-network-without-port-security',
    breaks: ['siegel-0126-shared-network'],
    aborts: null,
    area: 'networks',
    description: 'the default network is shared as well, and its ports have no protection against forged addresses',
    apply: ({ content }) => {
      for (const network of content.networks) Object.assign(network, { isShared: true, portSecurity: false })
    },
  },
  {
    name: 'provider-subnets-hidden',
    breaks: [],
    aborts: 'permission',
    area: 'networks',
    description: 'members see the ids of the subnets of the external network, but not the subnets',
    apply: ({ content }) => {
      content.behaviour.network.showsProviderSubnets = false
    },
  },
  {
    name: 'external-network-without-ipv6',
    breaks: ['siegel-1020-public-ipv6-network', 'siegel-1020-public-ipv6-router'],
    aborts: null,
    area: 'networks',
    description: 'the external network has no IPv6 subnet',
    apply: ({ content }) => {
      for (const network of content.networks)
        network.subnets = network.subnets.filter((subnet) => subnet.ipVersion === 4)
    },
  },
  {
    name: 'external-network-without-ipv4',
    breaks: ['siegel-0126-floating-ip'],
    aborts: null,
    area: 'networks',
    description: 'the external network has no IPv4 subnet, so that no floating IP can be had',
    apply: ({ content }) => {
      for (const network of content.networks)
        network.subnets = network.subnets.filter((subnet) => subnet.ipVersion === 6)
    },
  },
  {
    name: 'ipv6-pool-missing',
    breaks: ['siegel-0126-default-ipv6-pool'],
    aborts: null,
    area: 'subnet-pools',
    description: 'there is no subnet pool for IPv6',
    apply: ({ content }) => {
      content.subnetPools = content.subnetPools.filter((pool) => pool.ipVersion === 4)
    },
  },
  {
    name: 'ipv6-pool-not-default',
    breaks: ['siegel-0126-default-ipv6-pool'],
    aborts: null,
    area: 'subnet-pools',
    description: 'the subnet pool for IPv6 is not the default one',
    apply: ({ content }) => {
      for (const pool of content.subnetPools) if (pool.ipVersion === 6) pool.isDefault = false
    },
  },
  {
    name: 'ipv6-pool-too-small',
    breaks: ['siegel-0126-default-ipv6-pool', 'siegel-0126-ipv6-allocation'],
    aborts: null,
    area: 'subnet-pools',
    description: 'the default subnet pool for IPv6 gives prefixes of 80 bits only',
    apply: ({ content }) => {
      const lengths = { minPrefixLength: 80, defaultPrefixLength: 80, maxPrefixLength: 80 }
      for (const pool of content.subnetPools) if (pool.ipVersion === 6) Object.assign(pool, lengths)
    },
  },
  {
    name: 'ipv6-pool-private',
    breaks: ['siegel-0126-public-ipv6-prefix'],
    aborts: null,
    area: 'subnet-pools',
    description: 'the default subnet pool for IPv6 has addresses that are not public',
    apply: ({ content }) => {
      content.subnetPools = content.subnetPools.map((pool) =>
        pool.ipVersion === 6 ? { ...pool, prefixes: ['fd00:5ca0:1::/48'] } : pool,
      )
    },
  },
  {
    name: 'ipv4-pool-twice',
    breaks: ['siegel-0126-default-ipv4-pool'],
    aborts: null,
    area: 'subnet-pools',
    description: 'two subnet pools for IPv4 are default ones',
    apply: ({ content }) => {
      content.subnetPools.push(subnetPool('public-ipv4-2', 4, '192.0.2.0/24'))
    },
  },
  {
    name: 'default-rules-ingress-one-port',
    breaks: ['scs-0115-default-rules'],
    aborts: null,
    area: 'security-group-rules',
    description: 'new custom groups admit IPv6 from anywhere',
    apply: ({ content }) => {
      const ingress = { direction: 'ingress', ethertype: 'IPv6', remoteGroupId: null } as const
      content.securityGroupRules.push(templateRule({ ...ingress, usedInDefaultGroup: false, usedInCustomGroups: true }))
    },
  },
  {
    name: 'default-rules-403',
    breaks: [],
    aborts: 'permission',
    area: 'transport',
    description: 'reading the template rules of security groups is forbidden',
    apply: ({ faults }) => {
      faults.push((request, proceed) => {
        if (request.program !== 'neutron' || !request.path.endsWith('/default-security-group-rules')) return proceed()
        const message = 'rule:get_default_security_group_rule is disallowed by policy'
        return jsonAnswer(403, { NeutronError: { type: 'PolicyNotAuthorized', message, detail: '' } })
      })
    },
  },
]

export const NETWORK_DEFECT_FAMILIES: readonly DefectFamily[] = [
  defectFamily('default-rules-no-egress', 'family', FAMILIES, (family) => ({
    breaks: [],
    aborts: null,
    area: 'security-group-rules',
    description: `new security groups do not let ${family} out, which is only a warning`,
    apply: ({ content }) => {
      content.securityGroupRules = content.securityGroupRules.filter(
        (rule) => rule.direction !== 'egress' || rule.ethertype !== family,
      )
    },
  })),
  defectFamily(
    'extension-missing',
    'extension',
    ['security-groups-default-rules', 'dns-integration', 'dns-domain-ports', 'default-subnetpools'],
    (alias) => ({
      breaks: [],
      aborts: null,
      area: 'extensions',
      description: `Neutron has no extension ${alias}`,
      apply: ({ content }) => {
        content.extensions = content.extensions.filter((extension) => extension !== alias)
      },
    }),
  ),
]

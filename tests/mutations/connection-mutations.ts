import { externalNetwork, ipv4Pool, ipv6Pool } from '#facts/openstack/healthy-networks.ts'
import type { TlsScan } from '#facts/tls/tls-servers.ts'
import { DONE, FORBIDDEN, type Mutation, scanOf, serviceOf } from './mutation.ts'

function scanned(change: (scan: TlsScan) => void): Mutation['apply'] {
  return (facts) => change(scanOf(facts))
}

function certificate(changes: Partial<TlsScan['certificate']>): Mutation['apply'] {
  return scanned((scan) => {
    scan.certificate = { ...scan.certificate, ...changes }
  })
}

const VERSIONS = ['SSLv3', 'TLSv1', 'TLSv1.1'] as const

const CERTIFICATE = 'siegel-0125-certificate'
const CIPHERS = 'siegel-0125-ciphers'
const PUBLIC_NETWORK = 'siegel-1020-public-ipv6-network'

/** Rules of the drafts scs-0125, scs-0126, scs-0127 and of issue 1020, one each. */
export const CONNECTION_MUTATIONS: readonly Mutation[] = [
  ...VERSIONS.map((version) => ({
    name: `a server speaks ${version}`,
    apply: scanned((scan) => {
      scan.versions = { ...scan.versions, [version]: 'offered' }
    }),
    red: ['siegel-0125-protocol-versions'],
  })),
  ...(['public', 'internal'] as const).map((where) => ({
    name: `an ${where === 'public' ? 'API' : 'internal API'} is plain http`,
    apply: (facts: Parameters<Mutation['apply']>[0]) => {
      const service = serviceOf(facts, 'image')
      service.endpoints = service.endpoints.map((endpoint) =>
        endpoint.interface === where ? { ...endpoint, url: 'http://image.example.org' } : endpoint,
      )
    },
    red: ['siegel-0125-https-only'],
  })),
  {
    name: 'a server offers CBC',
    apply: scanned((scan) => {
      scan.tls12Ciphers = ['ECDHE-RSA-AES256-SHA384']
    }),
    red: [CIPHERS],
  },
  {
    name: 'a server offers a suite of TLS 1.3 beyond the guideline',
    apply: scanned((scan) => {
      scan.tls13Suites = ['TLS_AES_128_CCM_8_SHA256']
    }),
    red: [CIPHERS],
  },
  {
    name: 'a server offers an odd curve',
    apply: scanned((scan) => {
      scan.groups = ['X25519', 'brainpoolP256r1']
    }),
    red: [CIPHERS],
  },
  {
    name: 'a server has a short DH parameter',
    apply: scanned((scan) => {
      scan.dhBits = 1024
    }),
    red: [CIPHERS],
  },
  { name: 'a certificate is for another host', apply: certificate({ isForHost: false }), red: [CERTIFICATE] },
  { name: 'nobody trusts a certificate', apply: certificate({ trust: 'none' }), red: [CERTIFICATE] },
  {
    name: 'a certificate has a short RSA key',
    apply: certificate({ keyType: 'rsa', keyBits: 1024, curve: null }),
    red: [CERTIFICATE],
  },
  {
    name: 'a certificate is signed with SHA-1',
    apply: certificate({ signature: 'ecdsa-with-SHA1' }),
    red: [CERTIFICATE],
  },
  {
    name: 'a certificate is made for two years',
    apply: certificate({ notAfter: '2028-06-30T00:00:00Z' }),
    red: [CERTIFICATE],
  },
  {
    name: 'a certificate has expired',
    apply: certificate({ notAfter: '2026-08-08T23:59:59Z' }),
    red: ['siegel-0125-certificate-days'],
  },
  {
    name: 'a certificate is not valid yet',
    apply: certificate({ notBefore: '2026-08-10T00:00:00Z' }),
    red: ['siegel-0125-certificate-days'],
  },
  {
    name: 'no external network is the default',
    apply: (facts) => {
      facts.providerNetworks = [externalNetwork({ isDefault: false })]
    },
    red: ['siegel-0126-default-network', 'siegel-0126-only-provider-network', PUBLIC_NETWORK],
    open: ['siegel-0126-floating-ip'],
  },
  {
    name: 'two external networks are the default',
    apply: (facts) => {
      facts.providerNetworks = [externalNetwork(), externalNetwork({ id: 'n2', name: 'other' })]
    },
    red: ['siegel-0126-default-network'],
  },
  {
    name: 'users see a second external network',
    apply: (facts) => {
      facts.providerNetworks = [externalNetwork(), externalNetwork({ id: 'n2', name: 'other', isDefault: false })]
    },
    red: ['siegel-0126-only-provider-network'],
  },
  {
    name: 'the default network is shared without port security',
    apply: (facts) => {
      facts.providerNetworks = [externalNetwork({ isShared: true, isPortSecurityEnabled: false })]
    },
    red: ['siegel-0126-shared-network'],
  },
  {
    name: 'there is no default IPv6 pool',
    apply: (facts) => {
      facts.subnetPools = [ipv4Pool(), ipv6Pool({ isDefault: false })]
    },
    red: ['siegel-0126-default-ipv6-pool'],
  },
  {
    name: 'the default IPv6 pool is not shared',
    apply: (facts) => {
      facts.subnetPools = [ipv4Pool(), ipv6Pool({ isShared: false })]
    },
    red: ['siegel-0126-default-ipv6-pool'],
  },
  {
    name: 'the default IPv6 pool gives no /64',
    apply: (facts) => {
      facts.subnetPools = [ipv6Pool({ minPrefixLength: 96, maxPrefixLength: 128 })]
    },
    red: ['siegel-0126-default-ipv6-pool'],
  },
  {
    name: 'two IPv6 pools are the default',
    apply: (facts) => {
      facts.subnetPools = [ipv6Pool(), ipv6Pool({ id: 'p7', name: 'second' })]
    },
    red: ['siegel-0126-default-ipv6-pool'],
  },
  {
    name: 'two IPv4 pools are the default',
    apply: (facts) => {
      facts.subnetPools = [ipv6Pool(), ipv4Pool(), ipv4Pool({ id: 'p5', name: 'second' })]
    },
    red: ['siegel-0126-default-ipv4-pool'],
  },
  {
    name: 'the default IPv6 pool is empty',
    apply: (facts) => {
      const createSubnet = { kind: 'refused' as const, status: 400, message: 'Insufficient prefix space' }
      facts.ipv6Allocation = { pool: 'default', createNetwork: DONE, createSubnet, cidr: null, router: null }
    },
    red: ['siegel-0126-ipv6-allocation'],
    open: ['siegel-0126-public-ipv6-prefix', 'siegel-1020-public-ipv6-router'],
  },
  {
    name: 'the allocated prefix is a local one',
    apply: (facts) => {
      facts.ipv6Allocation = { ...facts.ipv6Allocation, ...{ cidr: 'fd12:3456::/64' } }
    },
    red: ['siegel-0126-public-ipv6-prefix'],
  },
  {
    name: 'a router gets no public IPv6 address',
    apply: (facts) => {
      facts.ipv6Allocation = {
        ...facts.ipv6Allocation,
        ...{ router: { attach: DONE, externalAddresses: ['203.0.113.9'] } },
      }
    },
    red: ['siegel-1020-public-ipv6-router'],
  },
  {
    name: 'projects may have no floating IP',
    apply: (facts) => {
      const allocate = { kind: 'refused' as const, status: 409, message: 'Quota exceeded' }
      facts.floatingIpTrial = { network: 'default', quota: 0, used: 0, allocate }
    },
    red: ['siegel-0126-floating-ip'],
  },
  {
    name: 'the network has no floating IPs left',
    apply: (facts) => {
      const allocate = { kind: 'refused' as const, status: 409, message: 'No more IP addresses available' }
      facts.floatingIpTrial = { network: 'default', quota: 10, used: 0, allocate }
    },
    red: ['siegel-0126-floating-ip'],
  },
  {
    name: 'members may share networks',
    apply: (facts) => {
      facts.rbacTrial = { createNetwork: DONE, createPolicy: DONE }
    },
    red: ['siegel-0126-rbac-refused'],
  },
  {
    name: 'the default network has no IPv6',
    apply: (facts) => {
      facts.providerNetworks = [externalNetwork({ ipVersions: [4] })]
    },
    red: [PUBLIC_NETWORK],
  },
  {
    name: 'the default network and the pool are in different address scopes',
    apply: (facts) => {
      facts.providerNetworks = [externalNetwork({ ipv6AddressScopeId: 'other' })]
    },
    red: [PUBLIC_NETWORK],
  },
  {
    name: 'ports get no names',
    apply: (facts) => {
      facts.networkExtensions = ['router']
    },
    red: ['siegel-0127-dns-domain-ports', 'siegel-0127-dns-integration'],
  },
  {
    name: 'ports have no domains beside DNS as a service',
    apply: (facts) => {
      facts.networkExtensions = ['dns-integration']
    },
    red: ['siegel-0127-dns-domain-ports'],
  },
  {
    name: 'a router may not be attached',
    apply: (facts) => {
      facts.ipv6Allocation = { ...facts.ipv6Allocation, ...{ router: { attach: FORBIDDEN, externalAddresses: [] } } }
    },
    red: ['siegel-1020-public-ipv6-router'],
  },
]

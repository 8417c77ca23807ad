import type { PracticeNetwork } from '../content/networks.ts'
import type { PracticeSecurityGroupRule } from '../content/security-group-rules.ts'
import {
  jsonAnswer,
  type PracticeAnswer,
  type PracticeProgram,
  type PracticeState,
  sessionOf,
  unauthorizedAnswer,
} from '../practice-exchange.ts'

/** Network API v2.0: versions, extensions, template rules for security groups, networks, subnet pools. */
export const neutron: PracticeProgram = (request, state) => {
  if (request.path === '/') {
    const links = [{ rel: 'self', href: `${state.origin}/network/v2.0/` }]
    return jsonAnswer(200, { versions: [{ id: 'v2.0', status: 'CURRENT', links }] })
  }
  if (sessionOf(request, state) === undefined) return unauthorizedAnswer(state)
  if (request.method !== 'GET') return notFound()
  const { content } = state
  switch (request.path) {
    case '/v2.0/extensions':
      return jsonAnswer(200, { extensions: content.extensions.map(renderExtension) })
    case '/v2.0/default-security-group-rules':
      return content.extensions.includes('security-groups-default-rules')
        ? jsonAnswer(200, { default_security_group_rules: content.securityGroupRules.map(renderRule) })
        : notFound()
    case '/v2.0/networks': {
      const external = request.url.searchParams.get('router:external')
      const wanted = content.networks.filter(
        (network) => external === null || network.isExternal === /^(true|1)$/i.test(external),
      )
      return jsonAnswer(200, { networks: wanted.map(renderNetwork) })
    }
    case '/v2.0/subnetpools':
      return jsonAnswer(200, { subnetpools: [] })
    case '/v2.0/availability_zones':
      return jsonAnswer(200, { availability_zones: zones(state) })
    default:
      return notFound()
  }
}

function zones(state: PracticeState): object[] {
  const name = state.content.region.toLowerCase()
  return ['network', 'router'].map((resource) => ({ name, resource, state: 'available' }))
}

function renderExtension(alias: string): object {
  return { name: alias, alias, description: '', updated: '2024-01-01T00:00:00-00:00', links: [] }
}

function renderRule(rule: PracticeSecurityGroupRule): object {
  return {
    id: rule.id,
    ethertype: rule.ethertype,
    direction: rule.direction,
    protocol: null,
    port_range_min: null,
    port_range_max: null,
    remote_group_id: rule.remoteGroupId,
    remote_address_group_id: null,
    remote_ip_prefix: null,
    used_in_default_sg: rule.usedInDefaultGroup,
    used_in_non_default_sg: rule.usedInCustomGroups,
    description: '',
  }
}

function renderNetwork(network: PracticeNetwork): object {
  return {
    id: network.id,
    name: network.name,
    tenant_id: network.projectId,
    project_id: network.projectId,
    admin_state_up: true,
    mtu: 1500,
    status: 'ACTIVE',
    subnets: [],
    shared: false,
    ipv4_address_scope: null,
    ipv6_address_scope: null,
    'router:external': network.isExternal,
    port_security_enabled: true,
    is_default: network.isExternal,
    description: '',
    tags: [],
    created_at: network.createdAt,
    updated_at: network.createdAt,
    revision_number: 1,
  }
}

function notFound(): PracticeAnswer {
  const problem = { type: 'HTTPNotFound', message: 'The resource could not be found.', detail: '' }
  return jsonAnswer(404, { NeutronError: problem })
}

import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { SECURITY_GROUP } from '#clouds/openstack/resources/network-kinds.ts'
import { NETWORK } from '#clouds/openstack/services.ts'
import type { SecurityGroupRule } from '#facts/openstack/security-group-rules.ts'
import { defineProbe } from '../define-probe.ts'

/** The alias of the API of the template, which Neutron has since 2023.2. */
const TEMPLATE_EXTENSION = 'security-groups-default-rules'

const ruleSchema = z
  .object({
    id: z.string().max(255),
    direction: z.string().max(100),
    ethertype: z.string().max(100),
    protocol: z.union([z.string().max(100), z.number().transform(String)]).nullish(),
    port_range_min: z.number().nullish(),
    port_range_max: z.number().nullish(),
    remote_ip_prefix: z.string().max(100).nullish(),
    remote_group_id: z.string().max(255).nullish(),
    remote_address_group_id: z.string().max(255).nullish(),
    used_in_default_sg: z.boolean().optional(),
    used_in_non_default_sg: z.boolean().optional(),
  })
  .transform(
    (raw): SecurityGroupRule => ({
      id: raw.id,
      direction: raw.direction,
      ethertype: raw.ethertype,
      protocol: raw.protocol ?? null,
      portRangeMin: raw.port_range_min ?? null,
      portRangeMax: raw.port_range_max ?? null,
      remoteIpPrefix: raw.remote_ip_prefix ?? null,
      remoteGroupId: raw.remote_group_id ?? null,
      remoteAddressGroupId: raw.remote_address_group_id ?? null,
      // What Neutron assumes where a template does not say it.
      usedInDefaultGroup: raw.used_in_default_sg ?? false,
      usedInCustomGroups: raw.used_in_non_default_sg ?? true,
    }),
  )

const rulesSchema = z.array(ruleSchema).max(10_000)
const groupSchema = z.object({ security_group: z.object({ security_group_rules: rulesSchema }) })

/** The rules that new security groups begin with: from the template, or from a group of our own (scs-0115-v1). */
export const securityGroupRulesProbe = defineProbe({
  gives: 'securityGroupRules',
  from: 'openstack',
  cost: 'medium',
  calls: [
    'network GET /v2.0/default-security-group-rules',
    'network POST /v2.0/security-groups',
    'network GET /v2.0/security-groups/{id}',
    'network DELETE /v2.0/security-groups/{id}',
  ],
  creates: [{ kind: 'security-group', most: 1 }],
  effort: { single: 1, lists: 1 },
  needs: ['networkExtensions'],
  async observe({ need, openstack, signal, workbench }) {
    if ((await need('networkExtensions')).includes(TEMPLATE_EXTENSION)) {
      const options = { collection: 'default_security_group_rules', signal }
      const rules = await openstack.fetchList(NETWORK, '/default-security-group-rules', options)
      return { path: 'template', rules: rulesSchema.parse(rules) }
    }
    const group = await workbench.create(SECURITY_GROUP, {
      label: 'default-sg',
      body: (name) => ({ security_group: { name, description: 'Made by a conformance test; it will go.' } }),
    })
    const path = `/security-groups/${encodeURIComponent(group.id)}`
    const shown = groupSchema.safeParse(await openstack.fetch(NETWORK, path, { signal }))
    if (!shown.success) {
      const detail = 'The cloud created a security group, but does not show its rules.'
      throw new CloudError({ class: 'provider-error', detail })
    }
    const rules = shown.data.security_group.security_group_rules
    // Of this group is known only what custom groups get (deviation D-46).
    return {
      path: 'probe-group',
      rules: rules.map((rule) => ({
        ...rule,
        remoteGroupId: rule.remoteGroupId === group.id ? 'PARENT' : rule.remoteGroupId,
        usedInDefaultGroup: false,
        usedInCustomGroups: true,
      })),
    }
  },
})

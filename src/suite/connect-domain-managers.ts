import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { type ConnectOptions, connectOpenStack, type OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import type { OpenStackConfig } from '#clouds/openstack/openstack-config.ts'

/** The credentials of the managers of two domains. */
export type DomainManagerConfigs = readonly [OpenStackConfig, OpenStackConfig]

/**
 * Signs in as the managers of two domains. The role manager, which a run is otherwise refused with, is what they are for;
 * the role admin is not.
 *
 * @throws CloudError if one of them cannot sign in or is an administrator
 */
export async function connectDomainManagers(
  configs: DomainManagerConfigs,
  options: ConnectOptions,
): Promise<readonly [OpenStackCloud, OpenStackCloud]> {
  const own = await connectManager(configs[0], options)
  try {
    return [own, await connectManager(configs[1], options)]
  } catch (error) {
    await own.close()
    throw error
  }
}

async function connectManager(config: OpenStackConfig, options: ConnectOptions): Promise<OpenStackCloud> {
  const cloud = await connectOpenStack(config, options)
  if (!cloud.roles.includes('admin')) return cloud
  await cloud.close()
  const detail = `The cloud ${config.name} signs in with the role admin, which proves nothing about domain managers.`
  throw new CloudError({ class: 'credential', detail })
}

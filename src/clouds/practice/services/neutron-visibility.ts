import { type PracticeObject, textField } from '../objects/practice-object.ts'
import type { PracticeState } from '../practice-exchange.ts'
import type { Session } from '../token-store.ts'

/** A network of the project, or one that everybody may use or see. */
export function findUsableNetwork(id: string, session: Session, state: PracticeState): PracticeObject | undefined {
  const network = state.objects.find('network', id)
  return network !== undefined && isNetworkVisible(network, session) ? network : undefined
}

export function isNetworkVisible(network: PracticeObject, session: Session): boolean {
  const { fields, projectId } = network
  return projectId === session.user.projectId || fields.shared === true || fields['router:external'] === true
}

export function isPoolVisible(pool: PracticeObject, session: Session): boolean {
  return pool.projectId === session.user.projectId || pool.fields.shared === true
}

/** The subnets of a provider’s network are shown on some clouds only. */
export function isSubnetVisible(subnet: PracticeObject, session: Session, state: PracticeState): boolean {
  if (subnet.projectId === session.user.projectId) return true
  const network = findUsableNetwork(textField(subnet, 'network_id'), session, state)
  return network !== undefined && state.content.behaviour.network.showsProviderSubnets
}

/** Whether a port goes with its network or subnet. */
export function isPassing(port: PracticeObject): boolean {
  return ['network:dhcp', 'network:floatingip'].includes(textField(port, 'device_owner'))
}

import { SERVER } from './compute-kinds.ts'
import { GROUP, PROJECT, ROLE, USER } from './identity-kinds.ts'
import {
  FLOATING_IP,
  NETWORK_KIND,
  RBAC_POLICY,
  ROUTER,
  ROUTER_INTERFACE,
  SECURITY_GROUP,
  SUBNET,
} from './network-kinds.ts'
import type { ResourceKind, ResourceKindName } from './resource-kind.ts'
import { SECRET } from './secret-kind.ts'
import { BACKUP, VOLUME } from './volume-kinds.ts'

/** All kinds by their words in journals. */
export const RESOURCE_KINDS: Readonly<Record<ResourceKindName, ResourceKind>> = {
  server: SERVER,
  volume: VOLUME,
  backup: BACKUP,
  network: NETWORK_KIND,
  subnet: SUBNET,
  router: ROUTER,
  'router-interface': ROUTER_INTERFACE,
  'security-group': SECURITY_GROUP,
  secret: SECRET,
  'floating-ip': FLOATING_IP,
  'rbac-policy': RBAC_POLICY,
  user: USER,
  project: PROJECT,
  group: GROUP,
  role: ROLE,
}

/** The kind with this word; undefined for one that a newer release wrote down. */
export function findResourceKind(word: string): ResourceKind | undefined {
  return Object.values(RESOURCE_KINDS).find(({ kind }) => kind === word)
}

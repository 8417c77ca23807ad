import { randomUUID } from 'node:crypto'
import { ROLE } from '#clouds/openstack/resources/identity-kinds.ts'
import type { CreatedResource } from '#clouds/openstack/resources/workbench.ts'
import { segment, type TrialDesk, type Try } from './trial-desk.ts'

/** What has to be refused about roles. Real roles are never in danger: only one that we could create is deleted. */
export async function tryRoles(
  own: TrialDesk,
  objects: Readonly<Record<'user' | 'project' | 'group', CreatedResource | undefined>>,
  roles: {
    readonly adminId: string | undefined
    readonly grantable: { readonly id: string; readonly name: string } | undefined
  },
  tryCheck: Try,
): Promise<void> {
  for (const to of ['user', 'group'] as const) {
    const receiver = objects[to]
    if (receiver === undefined || roles.adminId === undefined) continue
    const grant = `/${to}s/${segment(receiver.id)}/roles/${segment(roles.adminId)}`
    await tryCheck(`grant-admin-to-${to}-on-domain`, () => own.call('PUT', `/domains/${segment(own.domainId)}${grant}`))
    const { project } = objects
    if (project === undefined) continue
    await tryCheck(`grant-admin-to-${to}-on-project`, () => own.call('PUT', `/projects/${segment(project.id)}${grant}`))
  }
  const created = await tryCheck('create-role', () => own.create(ROLE, 'role', {}))
  const target = created ?? roles.grantable
  if (target !== undefined) {
    const { id, name } = target
    // The name that it has already: the call changes nothing even if it is allowed.
    await tryCheck('update-role', () => own.call('PATCH', `/roles/${segment(id)}`, { role: { name } }))
  }
  const victim = created?.id ?? randomUUID().replaceAll('-', '')
  await tryCheck('delete-role', () => own.call('DELETE', `/roles/${segment(victim)}`))
}

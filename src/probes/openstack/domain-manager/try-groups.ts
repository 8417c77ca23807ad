import { GROUP } from '#clouds/openstack/resources/identity-kinds.ts'
import type { CreatedResource } from '#clouds/openstack/resources/workbench.ts'
import { assertEffect, segment, type TrialDesk, type Try } from './trial-desk.ts'
import { tryGrant } from './try-users.ts'

/** What has to work with groups of the own domain. Returns the group for the other blocks. */
export async function tryOwnGroups(
  own: TrialDesk,
  { project, user }: { readonly project: CreatedResource | undefined; readonly user: CreatedResource | undefined },
  roleId: string,
  tryCheck: Try,
): Promise<CreatedResource | undefined> {
  const group = await tryCheck('create-group', () => own.create(GROUP, 'group', { domain_id: own.domainId }))
  if (group === undefined) return undefined
  const members = `/groups/${segment(group.id)}/users`
  if (user !== undefined) {
    const member = `${members}/${segment(user.id)}`
    const isMember = async () => (await own.listIds(members, 'users')).includes(user.id)
    await tryCheck('add-member-to-group', async () => {
      await own.call('PUT', member)
      assertEffect(await isMember(), 'the user did not become a member')
    })
    await tryCheck('check-member-of-group', () => own.call('GET', member))
    await tryCheck('list-members-of-group', async () => assertEffect(await isMember(), 'the member was not listed'))
    await tryCheck('remove-member-from-group', async () => {
      await own.call('DELETE', member)
      assertEffect(!(await isMember()), 'the user stayed a member')
    })
  }
  const rolesOn = (path: string) => `${path}/groups/${segment(group.id)}/roles`
  await tryGrant(own, rolesOn(`/domains/${segment(own.domainId)}`), roleId, 'domain-role', 'group', tryCheck)
  if (project !== undefined) {
    await tryGrant(own, rolesOn(`/projects/${segment(project.id)}`), roleId, 'project-role', 'group', tryCheck)
  }
  return group
}

/** What has to be refused about groups elsewhere. */
export async function tryForeignGroups(
  own: TrialDesk,
  foreign: { readonly domainId: string; readonly userId: string; readonly groupId: string },
  { group, user }: { readonly group: CreatedResource | undefined; readonly user: CreatedResource | undefined },
  roleId: string,
  tryCheck: Try,
): Promise<void> {
  const path = `/groups/${segment(foreign.groupId)}`
  const inForeign = { domain_id: foreign.domainId }
  await tryCheck('create-group-without-domain', () => own.create(GROUP, 'group', {}))
  await tryCheck('create-group-in-foreign-domain', () => own.create(GROUP, 'group', inForeign))
  await tryCheck('find-foreign-group', () => own.call('GET', path))
  await tryCheck('update-foreign-group', () => own.call('PATCH', path, { group: { description: 'changed' } }))
  if (group !== undefined) {
    const foreignMember = `/groups/${segment(group.id)}/users/${segment(foreign.userId)}`
    await tryCheck('check-foreign-user-in-group', () => own.call('GET', foreignMember))
    await tryCheck('add-foreign-user-to-group', () => own.call('PUT', foreignMember))
  }
  if (user !== undefined) {
    await tryCheck('add-user-to-foreign-group', () => own.call('PUT', `${path}/users/${segment(user.id)}`))
  }
  await tryCheck('list-members-of-foreign-group', () => own.call('GET', `${path}/users`))
  // The foreign user is a member of the foreign group, so that there is something to remove.
  await tryCheck('remove-user-from-foreign-group', () => own.call('DELETE', `${path}/users/${segment(foreign.userId)}`))
  const roles = (groupId: string) =>
    `/domains/${segment(foreign.domainId)}/groups/${segment(groupId)}/roles/${segment(roleId)}`
  if (group !== undefined) {
    await tryCheck('grant-role-in-foreign-domain-to-group', () => own.call('PUT', roles(group.id)))
  }
  await tryCheck('revoke-role-in-foreign-domain-from-group', () => own.call('DELETE', roles(foreign.groupId)))
}

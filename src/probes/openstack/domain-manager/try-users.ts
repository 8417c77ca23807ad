import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { USER } from '#clouds/openstack/resources/identity-kinds.ts'
import type { CreatedResource } from '#clouds/openstack/resources/workbench.ts'
import { assertEffect, segment, type TrialDesk, type Try } from './trial-desk.ts'

const domainsSchema = z.array(z.object({ domain_id: z.string().nullish() }))

/** Nobody ever signs in with it: the user is disabled. */
export function newUserFields(domainId?: string): object {
  return { password: `${randomUUID()}-Aa1!`, enabled: false, ...(domainId !== undefined && { domain_id: domainId }) }
}

/** What has to work with users of the own domain. Returns the user for the other blocks. */
export async function tryOwnUsers(own: TrialDesk, roleId: string, tryCheck: Try): Promise<CreatedResource | undefined> {
  const user = await tryCheck('create-user', () => own.create(USER, 'user', newUserFields(own.domainId)))
  await tryCheck('list-only-own-users', async () => {
    const users = domainsSchema.parse(await own.list('/users', 'users'))
    assertEffect(
      users.every((one) => one.domain_id === own.domainId),
      'users of other domains were listed',
    )
  })
  if (user === undefined) return undefined
  const path = `/users/${segment(user.id)}`
  await tryCheck('find-user-by-id', () => own.call('GET', path))
  await tryCheck('find-user-by-name', async () => {
    const ids = await own.listIds(`/users?name=${segment(user.name)}&domain_id=${segment(own.domainId)}`, 'users')
    assertEffect(ids.includes(user.id), 'the user was not listed')
  })
  await tryCheck('update-user', () => own.call('PATCH', path, { user: { description: 'changed' } }))
  const grants = `/domains/${segment(own.domainId)}/users/${segment(user.id)}/roles`
  await tryGrant(own, grants, roleId, 'domain-role', 'user', tryCheck)
  return user
}

/** A grant and its revocation, both seen in the list of grants. */
export async function tryGrant(
  own: TrialDesk,
  grants: string,
  roleId: string,
  what: 'domain-role' | 'project-role',
  to: 'user' | 'group',
  tryCheck: Try,
): Promise<void> {
  const path = `${grants}/${segment(roleId)}`
  await tryCheck(`grant-${what}-to-${to}`, async () => {
    await own.call('PUT', path)
    assertEffect((await own.listIds(grants, 'roles')).includes(roleId), 'the role was not granted')
  })
  await tryCheck(`revoke-${what}-from-${to}`, async () => {
    await own.call('DELETE', path)
    assertEffect(!(await own.listIds(grants, 'roles')).includes(roleId), 'the role was not revoked')
  })
}

/** What has to be refused about users elsewhere. `user` is our own. */
export async function tryForeignUsers(
  own: TrialDesk,
  foreign: { readonly domainId: string; readonly userId: string },
  user: CreatedResource | undefined,
  roleId: string,
  tryCheck: Try,
): Promise<void> {
  const path = `/users/${segment(foreign.userId)}`
  const rolesIn = `/domains/${segment(foreign.domainId)}/users`
  await tryCheck('create-user-without-domain', () => own.create(USER, 'user', newUserFields()))
  await tryCheck('create-user-in-foreign-domain', () => own.create(USER, 'user', newUserFields(foreign.domainId)))
  await tryCheck('find-foreign-user', () => own.call('GET', path))
  await tryCheck('update-foreign-user', () => own.call('PATCH', path, { user: { description: 'changed' } }))
  if (user !== undefined) {
    const grant = `${rolesIn}/${segment(user.id)}/roles/${segment(roleId)}`
    await tryCheck('grant-role-in-foreign-domain-to-user', () => own.call('PUT', grant))
  }
  const granted = `${rolesIn}/${segment(foreign.userId)}/roles/${segment(roleId)}`
  await tryCheck('revoke-role-in-foreign-domain-from-user', () => own.call('DELETE', granted))
}

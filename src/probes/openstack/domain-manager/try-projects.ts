import { PROJECT } from '#clouds/openstack/resources/identity-kinds.ts'
import type { CreatedResource } from '#clouds/openstack/resources/workbench.ts'
import { assertEffect, segment, type TrialDesk, type Try } from './trial-desk.ts'
import { tryGrant } from './try-users.ts'

/** What has to work with projects of the own domain. Returns the project for the other blocks. */
export async function tryOwnProjects(
  own: TrialDesk,
  user: CreatedResource | undefined,
  roleId: string,
  tryCheck: Try,
): Promise<CreatedResource | undefined> {
  const project = await tryCheck('create-project', () => own.create(PROJECT, 'project', { domain_id: own.domainId }))
  if (project === undefined) return undefined
  const path = `/projects/${segment(project.id)}`
  await tryCheck('find-project', () => own.call('GET', path))
  await tryCheck('update-project', () => own.call('PATCH', path, { project: { description: 'changed' } }))
  if (user === undefined) return project
  const grants = `${path}/users/${segment(user.id)}/roles`
  await tryGrant(own, grants, roleId, 'project-role', 'user', tryCheck)
  await tryCheck('list-projects-of-user', async () => {
    await own.call('PUT', `${grants}/${segment(roleId)}`)
    const ids = await own.listIds(`/users/${segment(user.id)}/projects`, 'projects')
    assertEffect(ids.includes(project.id), 'the project was not listed')
  })
  return project
}

/** What has to be refused about projects elsewhere. */
export async function tryForeignProjects(
  own: TrialDesk,
  foreign: { readonly domainId: string; readonly userId: string; readonly projectId: string },
  user: CreatedResource | undefined,
  roleId: string,
  tryCheck: Try,
): Promise<void> {
  const path = `/projects/${segment(foreign.projectId)}`
  const body = { project: { description: 'changed' } }
  const inForeign = { domain_id: foreign.domainId }
  await tryCheck('create-project-without-domain', () => own.create(PROJECT, 'project', {}))
  await tryCheck('create-project-in-foreign-domain', () => own.create(PROJECT, 'project', inForeign))
  await tryCheck('find-foreign-project', () => own.call('GET', path))
  await tryCheck('update-foreign-project', () => own.call('PATCH', path, body))
  const roles = (userId: string) => `${path}/users/${segment(userId)}/roles/${segment(roleId)}`
  if (user !== undefined) await tryCheck('grant-role-on-foreign-project', () => own.call('PUT', roles(user.id)))
  await tryCheck('revoke-role-on-foreign-project', () => own.call('DELETE', roles(foreign.userId)))
  await tryCheck('list-projects-of-foreign-user', () => own.call('GET', `/users/${segment(foreign.userId)}/projects`))
}

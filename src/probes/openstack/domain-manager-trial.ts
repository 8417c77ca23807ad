import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import { GROUP, PROJECT, USER } from '#clouds/openstack/resources/identity-kinds.ts'
import type { CreatedResource } from '#clouds/openstack/resources/workbench.ts'
import { attempt } from '../call-outcome-of.ts'
import { defineProbe } from '../define-probe.ts'
import { segment, type TrialDesk, type Try, trialDesk, trialNotes } from './domain-manager/trial-desk.ts'
import { tryForeignGroups, tryOwnGroups } from './domain-manager/try-groups.ts'
import { tryForeignProjects, tryOwnProjects } from './domain-manager/try-projects.ts'
import { tryRoles } from './domain-manager/try-roles.ts'
import { newUserFields, tryForeignUsers, tryOwnUsers } from './domain-manager/try-users.ts'

const rolesSchema = z.array(z.object({ id: z.string().max(255), name: z.string().max(255) }))

/**
 * The manager of one domain tries everything that scs-0302-v1 speaks of, in the own domain and against another one,
 * whose manager prepares what is to be protected. Needs two prepared domains with a manager each.
 */
export const domainManagerTrialProbe = defineProbe({
  gives: 'domainManagerTrial',
  from: 'openstack',
  cost: 'medium',
  calls: ['identity GET, POST, PUT, PATCH, DELETE below /v3/users, /v3/projects, /v3/groups, /v3/domains, /v3/roles'],
  creates: [
    { kind: 'user', most: 4 },
    { kind: 'project', most: 4 },
    { kind: 'group', most: 4 },
    { kind: 'role', most: 1 },
  ],
  // Keystone gives its lists in one piece.
  effort: { single: 95 },
  mostMinutes: 10,
  async observe({ managedDomains, settings, signal }) {
    const [ownDomain, foreignDomain] = await managedDomains()
    const { notes, tryCheck } = trialNotes(signal)
    const [own, foreign] = await Promise.all([trialDesk(ownDomain, signal), trialDesk(foreignDomain, signal)])
    if (own.domainId === foreign.domainId) {
      const detail = 'Both domain managers belong to the same domain; two domains are needed.'
      throw new CloudError({ class: 'inconclusive', detail })
    }
    await tryCheck('log-in', async () => undefined)
    await tryCheck('find-own-user', () => own.call('GET', `/users/${segment(own.userId)}`))
    await tryCheck('find-own-domain', () => own.call('GET', `/domains/${segment(own.domainId)}`))
    const roles = rolesSchema.parse(
      (await tryCheck('find-grantable-role', () => listRoles(own, settings.grantableRole))) ?? [],
    )
    const grantable = roles.find(({ name }) => name === settings.grantableRole)
    // A role that the manager does not see cannot be granted either, which the calls will show.
    const roleId = grantable?.id ?? randomUUID().replaceAll('-', '')
    const user = await tryOwnUsers(own, roleId, tryCheck)
    const project = await tryOwnProjects(own, user, roleId, tryCheck)
    const group = await tryOwnGroups(own, { project, user }, roleId, tryCheck)
    // What cannot be prepared leaves untried what needs it.
    const { value: prepared } = await attempt(() => prepareForeign(foreign, roleId))
    if (prepared !== undefined) {
      await tryForeignUsers(own, prepared, user, roleId, tryCheck)
      await tryForeignProjects(own, prepared, user, roleId, tryCheck)
      await tryForeignGroups(own, prepared, { group, user }, roleId, tryCheck)
    }
    const adminId = roles.find(({ name }) => name === 'admin')?.id
    await tryRoles(own, { user, project, group }, { adminId, grantable }, tryCheck)
    if (prepared !== undefined) await tryForeignDeletions(own, prepared, tryCheck)
    await tryOwnDeletions(own, { group, project, user }, tryCheck)
    signal.throwIfAborted()
    return notes
  },
})

async function listRoles(own: TrialDesk, name: string): Promise<readonly unknown[]> {
  const roles = rolesSchema.parse(await own.list('/roles', 'roles'))
  if (roles.some((role) => role.name === name)) return roles
  throw new CloudError({ class: 'provider-error', detail: `The manager does not see the role ${name}.` })
}

interface Prepared {
  readonly domainId: string
  readonly userId: string
  readonly projectId: string
  readonly groupId: string
}

/** A user with a role, a project and a group, of which the other manager must keep their hands off. */
async function prepareForeign(foreign: TrialDesk, roleId: string): Promise<Prepared> {
  const { domainId } = foreign
  const user = await foreign.create(USER, 'user', newUserFields(domainId))
  const project = await foreign.create(PROJECT, 'project', { domain_id: domainId })
  const group = await foreign.create(GROUP, 'group', { domain_id: domainId })
  const toUser = `users/${segment(user.id)}/roles/${segment(roleId)}`
  await foreign.call('PUT', `/domains/${segment(domainId)}/${toUser}`)
  await foreign.call('PUT', `/projects/${segment(project.id)}/${toUser}`)
  await foreign.call('PUT', `/domains/${segment(domainId)}/groups/${segment(group.id)}/roles/${segment(roleId)}`)
  await foreign.call('PUT', `/groups/${segment(group.id)}/users/${segment(user.id)}`)
  return { domainId, userId: user.id, projectId: project.id, groupId: group.id }
}

async function tryForeignDeletions(own: TrialDesk, foreign: Prepared, tryCheck: Try): Promise<void> {
  await tryCheck('delete-foreign-group', () => own.call('DELETE', `/groups/${segment(foreign.groupId)}`))
  await tryCheck('delete-foreign-project', () => own.call('DELETE', `/projects/${segment(foreign.projectId)}`))
  await tryCheck('delete-foreign-user', () => own.call('DELETE', `/users/${segment(foreign.userId)}`))
}

/** Last of all: everything before needs what is deleted here. */
async function tryOwnDeletions(
  own: TrialDesk,
  objects: Readonly<Record<'group' | 'project' | 'user', CreatedResource | undefined>>,
  tryCheck: Try,
): Promise<void> {
  for (const kind of ['group', 'project', 'user'] as const) {
    const object = objects[kind]
    if (object === undefined) continue
    await tryCheck(`delete-${kind}`, async () => {
      await own.call('DELETE', `/${kind}s/${segment(object.id)}`)
      own.gone(object)
    })
  }
}

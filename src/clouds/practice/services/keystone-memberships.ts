import { createObject } from '../objects/create-object.ts'
import type { PracticeAnswer } from '../practice-exchange.ts'
import {
  done,
  type KeystoneCall,
  keystoneError,
  keystoneList,
  keystoneNotFoundPage,
  notAuthorized,
  notFound,
} from './keystone-answers.ts'
import { mayManage } from './keystone-authority.ts'
import { renderIdentity } from './keystone-identities.ts'

/** `/groups/{group}/users` and `/groups/{group}/users/{user}`: list, check, add, remove. */
export function answerMemberships(call: KeystoneCall): PracticeAnswer {
  const { path, request, session, state } = call
  const [, groupId = '', , userId] = path
  const group = state.objects.find('group', groupId)
  if (group === undefined) return notFound('group', groupId)
  if (!mayManage(group.projectId, call))
    return notAuthorized(userId === undefined ? 'list_users_in_group' : 'check_user_in_group')
  if (userId === undefined) {
    if (request.method !== 'GET') return keystoneNotFoundPage()
    const members = state.objects
      .list('user')
      .filter((user) => state.objects.find('membership', `${groupId}/${user.id}`) !== undefined)
    return keystoneList(
      'users',
      members.map((user) => renderIdentity(user, state)),
      call,
    )
  }
  const user = state.objects.find('user', userId)
  if (user === undefined || !mayManage(user.projectId, call)) return notAuthorized('add_user_to_group')
  const id = `${groupId}/${userId}`
  const membership = state.objects.find('membership', id)
  switch (request.asked) {
    case 'PUT':
      if (membership === undefined) {
        const owner = { projectId: group.projectId, userId: session.user.id }
        createObject(state, owner, 'membership', { id, name: null, status: '' })
      }
      return done()
    case 'HEAD':
    case 'GET':
      return membership === undefined ? notFound('membership', id) : done()
    case 'DELETE':
      if (membership === undefined) {
        return keystoneError(404, 'Not Found', `User '${userId}' not found in group '${groupId}'`)
      }
      state.objects.remove(membership)
      return done()
    default:
      return keystoneNotFoundPage()
  }
}

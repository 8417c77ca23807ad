import { type PracticeDomain, roleId } from '../content/domains.ts'
import type { PracticeApplicationCredential } from '../practice-content.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeState } from '../practice-exchange.ts'
import {
  type KeystoneCall,
  keystoneInstant,
  keystoneList,
  keystoneNotFoundPage,
  notAuthorized,
  notFound,
} from './keystone-answers.ts'
import { allDomains, mayManage } from './keystone-authority.ts'
import { renderIdentity } from './keystone-identities.ts'

/** `/users/{id}/{application_credentials|access_rules|projects|groups}`: what users may ask about themselves. */
export function answerOwn(call: KeystoneCall): PracticeAnswer {
  const { path, request, session, state } = call
  const [, userId = '', collection, id] = path
  if (request.method !== 'GET') return notAuthorized('change_user')
  const isSelf = userId === session.user.id
  const domainId = state.objects.find('user', userId)?.projectId
  if (!isSelf && (domainId === undefined || !mayManage(domainId, call))) return notAuthorized(`list_user_${collection}`)
  switch (collection) {
    case 'application_credentials': {
      const own = [state.content.applicationCredential].filter((credential) => credential.user.id === userId)
      if (id === undefined) {
        return keystoneList(
          collection,
          own.map((credential) => renderCredential(credential, state)),
          call,
        )
      }
      const credential = own.find((candidate) => candidate.id === id)
      return credential === undefined
        ? notFound('Application Credential', id)
        : jsonAnswer(200, { application_credential: renderCredential(credential, state) })
    }
    case 'access_rules':
      return keystoneList(collection, isSelf ? state.content.applicationCredential.accessRules : [], call)
    case 'projects':
    case 'groups':
      return keystoneList(collection, ofUser(collection, call), call)
    default:
      return keystoneNotFoundPage()
  }
}

function ofUser(collection: 'projects' | 'groups', { path, session, state }: KeystoneCall): object[] {
  const userId = path[1] ?? ''
  const kind = collection === 'projects' ? 'project' : 'group'
  return state.objects
    .list(kind)
    .filter((object) => {
      if (kind === 'group') return state.objects.find('membership', `${object.id}/${userId}`) !== undefined
      if (userId === session.user.id && object.id === session.user.projectId) return true
      const place = `projects/${object.id}/users/${userId}/`
      return state.objects.list('role-assignment').some((grant) => grant.id.startsWith(place))
    })
    .map((object) => renderIdentity(object, state))
}

function renderCredential(credential: PracticeApplicationCredential, state: PracticeState): object {
  return {
    id: credential.id,
    name: credential.name,
    description: null,
    user_id: credential.user.id,
    project_id: credential.user.projectId,
    system: null,
    expires_at: credential.expiresAt === null ? null : keystoneInstant(credential.expiresAt).replace('Z', ''),
    unrestricted: credential.isUnrestricted,
    roles: credential.roles.map((name) => ({
      id: roleId(name),
      name,
      domain_id: null,
      description: null,
      options: {},
    })),
    ...(credential.accessRules.length === 0 ? {} : { access_rules: credential.accessRules }),
    links: { self: `${state.origin}/identity/v3/application_credentials/${credential.id}` },
  }
}

/** `/domains` and `/domains/{id}`: the own domain, and those that one manages. */
export function answerDomains(call: KeystoneCall): PracticeAnswer {
  const { path, request, session, state } = call
  if (request.method !== 'GET') return notAuthorized(request.method === 'POST' ? 'create_domain' : 'update_domain')
  const isVisible = (domain: PracticeDomain) => mayManage(domain.id, call)
  if (path[1] === undefined) {
    const visible = allDomains(state).filter(isVisible)
    if (visible.length === 0) return notAuthorized('list_domains')
    const name = request.url.searchParams.get('name')
    const wanted = visible.filter((domain) => name === null || domain.name === name)
    return keystoneList(
      'domains',
      wanted.map((domain) => renderDomain(domain, state)),
      call,
    )
  }
  const domain = allDomains(state).find(({ id }) => id === path[1])
  const { isEffective } = state.content.behaviour.domainManager
  const isOwn = (isEffective || session.domainId === null) && domain?.id === session.user.domain.id
  if (domain === undefined || !(isVisible(domain) || isOwn)) return notAuthorized('get_domain')
  return jsonAnswer(200, { domain: renderDomain(domain, state) })
}

export function renderDomain(domain: PracticeDomain, state: PracticeState): object {
  const links = { self: `${state.origin}/identity/v3/domains/${domain.id}` }
  return { ...domain, description: '', enabled: true, tags: [], options: {}, links }
}

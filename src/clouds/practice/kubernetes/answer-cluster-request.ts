import { randomUUID } from 'node:crypto'
import { jsonAnswer, type PracticeAnswer } from '../practice-exchange.ts'
import type { ClusterContent, ClusterObject } from './cluster-content.ts'
import { adminKubeconfig, begunCluster, deletedCluster, PLATFORM_KEYS, progressedCluster } from './cluster-platforms.ts'
import { violationsOf } from './pod-security.ts'
import { RESOURCE_TYPES, type ResourceType } from './resource-types.ts'
import { statusAnswer } from './status-answer.ts'

/** Who sends a request, as the API server sees it. */
export interface ClusterUser {
  readonly name: string
  readonly groups: readonly string[]
}

export interface ClusterRequest {
  readonly method: string
  readonly url: URL
  readonly user: ClusterUser
  /** Parsed; undefined if there was none. */
  readonly body: unknown
}

export interface ClusterState {
  readonly content: ClusterContent
  readonly at: Date
  /** Counts the changes, as etcd's revision does. */
  nextRevision(): string
}

interface Address {
  readonly type: ResourceType
  readonly namespace: string | undefined
  readonly name: string | undefined
  readonly rest: readonly string[]
}

const ANONYMOUS_PATHS = ['/version', '/healthz', '/livez', '/readyz']

/** Answers as an API server does: discovery, objects with paging, dry runs, admission, and the errors of all that. */
export function answerClusterRequest(request: ClusterRequest, state: ClusterState): PracticeAnswer {
  const { content } = state
  const { pathname } = request.url
  if (request.user.name === 'system:anonymous' && !ANONYMOUS_PATHS.includes(pathname)) {
    return forbidden(request, `cannot ${verbOf(request)} path "${pathname}"`)
  }
  if (content.forbidden.has(pathname)) return forbidden(request, `cannot ${verbOf(request)} path "${pathname}"`)
  const answer = discoveryAnswer(pathname, content) ?? reviewAnswer(request, content) ?? objectAnswer(request, state)
  if (!content.hasFlowControl) return answer
  const headers = {
    ...answer.headers,
    'x-kubernetes-pf-flowschema-uid': FLOW,
    'x-kubernetes-pf-prioritylevel-uid': FLOW,
  }
  return { ...answer, headers }
}

const FLOW = '1f0c9a54-6f5e-4c53-9b0e-2f1a2d7c7f10'

function discoveryAnswer(path: string, content: ClusterContent): PracticeAnswer | undefined {
  const types = RESOURCE_TYPES.filter(({ key }) => !content.hidden.has(key))
  const [, major = '1', minor = ''] = /^v(\d+)\.(\d+)/.exec(content.gitVersion) ?? []
  if (['/healthz', '/livez', '/readyz'].includes(path)) return { ...jsonAnswer(200, ''), body: 'ok' }
  if (path === '/version') {
    const known = {
      gitCommit: 'practice',
      gitTreeState: 'clean',
      buildDate: '2026-01-01T00:00:00Z',
      goVersion: 'go1.25.4',
    }
    return jsonAnswer(200, {
      major,
      minor,
      gitVersion: content.gitVersion,
      ...known,
      compiler: 'gc',
      platform: 'linux/amd64',
    })
  }
  if (path === '/v1-rke2-release/releases') {
    const versions = ['v1.36.3+rke2r1', 'v1.36.4+rke2r1', 'v1.36.4+rke2r2', 'v1.35.9+rke2r1', 'v1.37.0-rc.1+rke2r1']
    return jsonAnswer(200, { type: 'collection', data: versions.map((version) => ({ id: version, version })) })
  }
  if (path === '/api') return jsonAnswer(200, { kind: 'APIVersions', versions: ['v1'] })
  if (path === '/apis') {
    const groups = new Map(types.filter(({ group }) => group !== '').map(({ group, version }) => [group, version]))
    return jsonAnswer(200, {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [...groups].map(([name, version]) => {
        const known = { groupVersion: `${name}/${version}`, version }
        return { name, versions: [known], preferredVersion: known }
      }),
    })
  }
  const group = /^\/apis\/([^/]+)$/.exec(path)?.[1]
  const ofGroup = types.find((type) => type.group !== '' && type.group === group)
  if (ofGroup !== undefined) {
    const known = { groupVersion: groupVersionOf(ofGroup), version: ofGroup.version }
    return jsonAnswer(200, {
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: group,
      versions: [known],
      preferredVersion: known,
    })
  }
  const groupVersion = /^\/api\/(v1)$|^\/apis\/([^/]+\/[^/]+)$/.exec(path)
  const wanted = groupVersion?.[1] ?? groupVersion?.[2]
  if (wanted === undefined) return undefined
  const resources = types.filter((type) => groupVersionOf(type) === wanted)
  if (resources.length === 0) return statusAnswer(404, 'NotFound', 'the server could not find the requested resource')
  return jsonAnswer(200, {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: wanted,
    resources: resources.map(({ isNamespaced, kind, plural, shortNames }) => ({
      name: plural,
      singularName: kind.toLowerCase(),
      namespaced: isNamespaced,
      kind,
      shortNames,
      verbs: ['create', 'delete', 'get', 'list', 'patch', 'update'],
    })),
  })
}

function reviewAnswer(
  { body, method, url, user }: ClusterRequest,
  content: ClusterContent,
): PracticeAnswer | undefined {
  if (method !== 'POST') return undefined
  if (url.pathname === '/apis/authentication.k8s.io/v1/selfsubjectreviews') {
    const status = { userInfo: { username: user.name, groups: user.groups } }
    return jsonAnswer(201, { kind: 'SelfSubjectReview', apiVersion: 'authentication.k8s.io/v1', status })
  }
  if (url.pathname === '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews') {
    const { group = '', resource = '', subresource } = attributesOf(body)
    const key = `${group === '' ? '' : `${group}/`}${resource}${subresource === undefined ? '' : `/${subresource}`}`
    const status = { allowed: !content.forbidden.has(key) }
    return jsonAnswer(201, { kind: 'SelfSubjectAccessReview', apiVersion: 'authorization.k8s.io/v1', status })
  }
  return undefined
}

function attributesOf(body: unknown): { group?: string; resource?: string; subresource?: string } {
  const spec = (body as { spec?: { resourceAttributes?: object } } | undefined)?.spec
  return spec?.resourceAttributes ?? {}
}

function objectAnswer(request: ClusterRequest, state: ClusterState): PracticeAnswer {
  const { content } = state
  const address = addressOf(request.url.pathname)
  if (address === undefined || content.hidden.has(address.type.key)) {
    return statusAnswer(404, 'NotFound', 'the server could not find the requested resource')
  }
  const { key, plural } = address.type
  const subresource = address.rest[0] === undefined ? '' : `/${address.rest[0]}`
  if (content.forbidden.has(`${key}${subresource}`)) {
    return forbidden(
      request,
      `cannot ${verbOf(request)} resource "${plural}${subresource}" in API group "${address.type.group}"`,
    )
  }
  const objects = content.objects.get(key) ?? []
  if (address.name === undefined) {
    if (request.method === 'GET' && !request.url.searchParams.has('watch'))
      return listAnswer(request, address, objects, content)
    if (request.method === 'POST') return createAnswer(request, address, objects, state)
    return statusAnswer(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource')
  }
  const object = objects.find((one) => isAt(one, address))
  if (object === undefined && request.method === 'PATCH' && request.url.searchParams.has('fieldManager')) {
    return createAnswer(request, address, objects, state)
  }
  if (object === undefined) return statusAnswer(404, 'NotFound', `${plural} "${address.name}" not found`)
  if (key === 'nodes' && address.rest.join('/') === 'proxy/configz') {
    return jsonAnswer(200, { kubeletconfig: content.kubeletConfig.get(address.name) ?? {} })
  }
  if (address.rest.join('/') === 'adminkubeconfig' && request.method === 'POST') return adminKubeconfig(object)
  if (address.rest.length > 0 && address.rest[0] !== 'status') {
    return statusAnswer(404, 'NotFound', 'the server could not find the requested resource')
  }
  switch (request.method) {
    case 'GET':
      return jsonAnswer(200, typed(progressed(object, address, objects, state), address.type))
    case 'DELETE':
      return deleteAnswer(request, object, address, state)
    case 'PATCH':
    case 'PUT':
      return changeAnswer(request, object, address, objects, state)
    default:
      return statusAnswer(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource')
  }
}

function groupVersionOf({ group, version }: ResourceType): string {
  return group === '' ? version : `${group}/${version}`
}

function addressOf(path: string): Address | undefined {
  const match = /^\/api\/(v1)\/(.+)$|^\/apis\/([^/]+\/[^/]+)\/(.+)$/.exec(path)
  const groupVersion = match?.[1] ?? match?.[3]
  const parts = (match?.[2] ?? match?.[4] ?? '').split('/').map(decodeURIComponent)
  const isInNamespace = parts[0] === 'namespaces' && parts.length > 2 && parts[2] !== 'status'
  const [plural, name, ...rest] = isInNamespace ? parts.slice(2) : parts
  const type = RESOURCE_TYPES.find((one) => groupVersionOf(one) === groupVersion && one.plural === plural)
  if (type === undefined) return undefined
  return { type, namespace: isInNamespace ? parts[1] : undefined, name, rest }
}

function isAt({ metadata }: ClusterObject, { name, namespace }: Address): boolean {
  return metadata.name === name && metadata.namespace === namespace
}

function typed(object: ClusterObject, type: ResourceType): object {
  return { kind: type.kind, apiVersion: groupVersionOf(type), ...object }
}

function listAnswer(
  { url }: ClusterRequest,
  { namespace, type }: Address,
  objects: readonly ClusterObject[],
  content: ClusterContent,
): PracticeAnswer {
  const selector = url.searchParams.get('labelSelector') ?? ''
  const chosen = objects.filter(
    ({ metadata }) =>
      (namespace === undefined || metadata.namespace === namespace) && matches(metadata.labels, selector),
  )
  const limit = Number(url.searchParams.get('limit') ?? 0)
  const start = Number(url.searchParams.get('continue')?.replace(/^from-/, '') ?? 0)
  const size = limit > 0 ? Math.min(limit, content.largestPage) : chosen.length
  const page = chosen.slice(start, start + size)
  const left = chosen.length - start - page.length
  return jsonAnswer(200, {
    kind: `${type.kind}List`,
    apiVersion: groupVersionOf(type),
    metadata: {
      resourceVersion: '1000',
      ...(left > 0 && { continue: `from-${start + page.length}`, remainingItemCount: left }),
    },
    items: page,
  })
}

/** Label selectors as far as they occur here: `key`, `!key`, `key=value`, `key in (a,b)`. */
function matches(labels: Readonly<Record<string, string>> = {}, selector: string): boolean {
  const terms = selector.match(/[^,(]+(?:\([^)]*\))?/g) ?? []
  return terms.every((term) => {
    const [, key = '', list = ''] = /^\s*(\S+) in \(([^)]*)\)$/.exec(term) ?? []
    if (key !== '') return list.split(',').some((value) => labels[key] === value.trim())
    const [name = '', value] = term.trim().split(/==?/)
    if (name.startsWith('!')) return !(name.slice(1) in labels)
    return value === undefined ? name in labels : labels[name] === value
  })
}

function createAnswer(
  request: ClusterRequest,
  address: Address,
  objects: ClusterObject[],
  state: ClusterState,
): PracticeAnswer {
  const { content } = state
  const { type } = address
  const object = request.body as ClusterObject | undefined
  const prefix = object?.metadata?.generateName
  const name = object?.metadata?.name ?? (typeof prefix === 'string' ? `${prefix}${randomUUID().slice(0, 5)}` : '')
  if (object === undefined || !/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name)) {
    return statusAnswer(422, 'Invalid', `${type.kind} "${name}" is invalid: metadata.name: Invalid value`)
  }
  const namespace = type.isNamespaced ? address.namespace : undefined
  const space = content.objects.get('namespaces')?.find(({ metadata }) => metadata.name === namespace)
  if (type.isNamespaced && space === undefined) {
    return statusAnswer(404, 'NotFound', `namespaces "${namespace ?? ''}" not found`)
  }
  if (objects.some((one) => isAt(one, { ...address, name, namespace }))) {
    return statusAnswer(409, 'AlreadyExists', `${type.plural} "${name}" already exists`)
  }
  const admission = type.key === 'pods' && space !== undefined ? violationsOf(object, space, content) : undefined
  if (admission?.isRefused) {
    const message = `pods "${name}" is forbidden: violates PodSecurity "${admission.level}:latest": ${admission.violations}`
    return statusAnswer(403, 'Forbidden', message)
  }
  const created = begun(
    {
      ...object,
      metadata: {
        ...object.metadata,
        name,
        ...(namespace !== undefined && { namespace }),
        uid: randomUUID(),
        resourceVersion: state.nextRevision(),
        creationTimestamp: state.at.toISOString().replace(/\.\d+Z$/, 'Z'),
      },
    },
    type,
  )
  if (request.url.searchParams.get('dryRun') !== 'All') objects.push(created)
  const warning: Record<string, string> = admission === undefined ? {} : { warning: warningOf(admission) }
  const answer = jsonAnswer(201, typed(created, type))
  return { ...answer, headers: { ...answer.headers, ...warning } }
}

function warningOf({ level, violations }: { level: string; violations: string }): string {
  return `299 - "would violate PodSecurity \\"${level}:latest\\": ${violations.replaceAll('"', '\\"')}"`
}

/** What the controllers have made of an object right after its creation. */
function begun(object: ClusterObject, { key }: ResourceType): ClusterObject {
  if (PLATFORM_KEYS.has(key)) return begunCluster(object)
  if (key === 'namespaces') return { ...object, status: { phase: 'Active' } }
  if (key === 'pods' || key === 'persistentvolumeclaims') return { ...object, status: { phase: 'Pending' } }
  return object
}

/** Objects go on living between two looks at them: a pod starts, and its claims are bound to new volumes. */
function progressed(
  object: ClusterObject,
  { type }: Address,
  objects: ClusterObject[],
  { content, nextRevision }: ClusterState,
): ClusterObject {
  if (PLATFORM_KEYS.has(type.key)) return progressedCluster(object, type.key, objects, content)
  const { namespace } = object.metadata
  if (type.key !== 'pods' || !content.canBindVolumes) return object
  if ((object.status as { phase?: string } | undefined)?.phase !== 'Pending') return object
  const spec = object.spec as { volumes?: { persistentVolumeClaim?: { claimName?: string } }[] } | undefined
  const wanted = (spec?.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? [])
  const claims = content.objects.get('persistentvolumeclaims') ?? []
  for (const [index, claim] of claims.entries()) {
    if (claim.metadata.namespace !== namespace || !wanted.includes(claim.metadata.name)) continue
    const volumeName = `pvc-${claim.metadata.uid ?? ''}`
    claims[index] = { ...claim, spec: { ...(claim.spec as object), volumeName }, status: { phase: 'Bound' } }
    content.objects.get('persistentvolumes')?.push({
      metadata: { name: volumeName, uid: randomUUID(), resourceVersion: nextRevision() },
      spec: {
        accessModes: ['ReadWriteOnce'],
        claimRef: { namespace, name: claim.metadata.name },
        persistentVolumeReclaimPolicy: 'Delete',
        storageClassName: 'fast',
      },
      status: { phase: 'Bound' },
    })
  }
  const running = { ...object, status: { phase: 'Running' } }
  objects[objects.indexOf(object)] = running
  return running
}

function deleteAnswer(
  { body, url }: ClusterRequest,
  object: ClusterObject,
  { name, type }: Address,
  { content }: ClusterState,
): PracticeAnswer {
  const wantedUid = (body as { preconditions?: { uid?: string } } | undefined)?.preconditions?.uid
  if (wantedUid !== undefined && wantedUid !== object.metadata.uid) {
    return statusAnswer(409, 'Conflict', `Precondition failed: UID in precondition: ${wantedUid}`)
  }
  if (PLATFORM_KEYS.has(type.key)) return deletedCluster(object, type.key, content)
  if (url.searchParams.get('dryRun') !== 'All') remove(content, type.key, object)
  return statusAnswer(200, undefined, `${type.plural} "${name}" deleted`)
}

/** With a namespace goes what is in it, and with a claim its volume. */
function remove(content: ClusterContent, key: string, object: ClusterObject): void {
  const { name, namespace } = object.metadata
  const objects = content.objects.get(key) ?? []
  objects.splice(objects.indexOf(object), 1)
  if (key === 'persistentvolumeclaims') {
    const volumes = content.objects.get('persistentvolumes') ?? []
    const bound = volumes.findIndex(({ spec }) => {
      const { claimRef } = spec as { claimRef?: { namespace?: string; name?: string } }
      return claimRef?.name === name && claimRef?.namespace === namespace
    })
    if (bound >= 0) volumes.splice(bound, 1)
  }
  if (key !== 'namespaces') return
  for (const { key: inner, isNamespaced } of RESOURCE_TYPES) {
    if (!isNamespaced) continue
    for (const one of [...(content.objects.get(inner) ?? [])]) {
      if (one.metadata.namespace === name) remove(content, inner, one)
    }
  }
}

function changeAnswer(
  { body, method }: ClusterRequest,
  object: ClusterObject,
  { type }: Address,
  objects: ClusterObject[],
  { nextRevision }: ClusterState,
): PracticeAnswer {
  const merged = method === 'PUT' ? (body as ClusterObject) : (mergePatch(object, body) as ClusterObject)
  const { name, namespace, uid } = object.metadata
  const metadata = { ...merged.metadata, name, ...(namespace && { namespace }), ...(uid && { uid }) }
  const changed = { ...merged, metadata: { ...metadata, resourceVersion: nextRevision() } }
  objects[objects.indexOf(object)] = changed
  return jsonAnswer(200, typed(changed, type))
}

/** JSON Merge Patch (RFC 7396). */
function mergePatch(target: unknown, patch: unknown): unknown {
  if (typeof patch !== 'object' || patch === null || Array.isArray(patch)) return patch
  const merged: Record<string, unknown> = typeof target === 'object' && target !== null ? { ...target } : {}
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key]
    else merged[key] = mergePatch(merged[key], value)
  }
  return merged
}

function verbOf({ method, url }: ClusterRequest): string {
  const isOne = addressOf(url.pathname)?.name !== undefined
  const verbs: Record<string, string> = { POST: 'create', DELETE: 'delete', PATCH: 'patch', PUT: 'update' }
  return verbs[method] ?? (isOne ? 'get' : 'list')
}

function forbidden({ url, user }: ClusterRequest, what: string): PracticeAnswer {
  const name = url.pathname.split('/').at(-1)
  return statusAnswer(403, 'Forbidden', `"${name}" is forbidden: User "${user.name}" ${what}`)
}

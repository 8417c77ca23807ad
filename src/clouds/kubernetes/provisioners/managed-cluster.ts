import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import type { Journal } from '#clouds/journal/journal.ts'
import { clusterIdentity } from '#clouds/kubernetes/cluster-workbench.ts'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { Leftover, RemovalOptions } from '#clouds/openstack/resources/remove-recorded.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import type { Platform, PlatformAccess } from './platform.ts'
import {
  type ClusterState,
  COMPANIONS_ANNOTATION,
  type OfferedVersion,
  type Provisioner,
  RUN_ANNOTATION,
  VERSION_ANNOTATION,
} from './provisioner.ts'
import { managedObjectSchema, PROVISIONED, removeProvisioned } from './remove-provisioned.ts'

export interface ManagedClusterOptions {
  readonly platform: Platform
  readonly access: PlatformAccess
  /** Of the object that stands for the cluster. */
  readonly name: string
  /** The manifest for a version: YAML, of one or several objects of which one stands for the cluster. */
  readonly manifest: (version: OfferedVersion) => { readonly text: string; readonly place: string }
  /** What the entry says to be offered; null: the platform is asked. */
  readonly versions: readonly string[] | null
  readonly close: () => Promise<void>
}

const manifestSchema = z.looseObject({
  apiVersion: z.string().regex(/^(?:[a-z0-9.-]+\/)?v[a-z0-9]+$/),
  kind: z.string().regex(/^[A-Za-z]+$/),
  metadata: z.looseObject({
    name: z.string().regex(/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/),
    namespace: z
      .string()
      .regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/)
      .optional(),
    annotations: z.record(z.string(), z.string()).optional(),
  }),
})
type Manifest = z.infer<typeof manifestSchema>

const discoverySchema = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
})
const groupSchema = z.object({
  preferredVersion: z.object({ groupVersion: z.string() }).optional(),
  versions: z.array(z.object({ groupVersion: z.string() })),
})

const companionSchema = z.object({
  path: z.string().regex(/^\/apis?\/[\w./%-]{1,500}$/),
  uid: z.string().min(1).max(255),
})
type Companion = z.infer<typeof companionSchema>

const MOST_OBJECTS = 50
const FIELD_MANAGER = 'siegel'

/** A cluster that is a custom resource of a management cluster. */
export function managedCluster(options: ManagedClusterOptions): Provisioner {
  const { access, close, manifest, name, platform, versions } = options
  const { cluster, signal } = access
  const { namespace } = cluster.config
  const plurals = new Map<string, Promise<z.infer<typeof discoverySchema>>>()

  async function pathOf(
    apiVersion: string,
    kind: string,
    objectName: string,
    objectNamespace: string,
  ): Promise<string> {
    const base = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
    const known = plurals.get(base) ?? cluster.fetch(base, { signal }).then((answer) => discoverySchema.parse(answer))
    plurals.set(base, known)
    const resource = (await known).resources.find((one) => one.kind === kind && !one.name.includes('/'))
    if (resource === undefined) {
      throw new CloudError({
        class: 'provider-error',
        detail: `The management cluster knows no ${kind} of ${apiVersion}.`,
      })
    }
    const inside = resource.namespaced ? `/namespaces/${encodeURIComponent(objectNamespace)}` : ''
    return `${base}${inside}/${resource.name}/${encodeURIComponent(objectName)}`
  }

  let mainPath: Promise<string> | undefined
  function findMainPath(): Promise<string> {
    mainPath ??= (async () => {
      const group = groupSchema.parse(await cluster.fetch(`/apis/${platform.group}`, { signal }))
      const version = group.preferredVersion ?? group.versions[0]
      return pathOf(version?.groupVersion ?? `${platform.group}/v1`, platform.kind, name, namespace)
    })()
    return mainPath
  }

  async function find(path: string) {
    const answer = await cluster.send({ method: 'GET', path, accept: [404], signal })
    return answer.status === 404 ? undefined : managedObjectSchema.parse(answer.body)
  }

  async function createObject(
    document: Manifest,
    journal: Journal,
    version: string,
    companions: readonly Companion[],
  ): Promise<Companion> {
    const { apiVersion, kind, metadata } = document
    const path = await pathOf(apiVersion, kind, metadata.name, metadata.namespace ?? namespace)
    const isMain = apiVersion.startsWith(`${platform.group}/`) && kind === platform.kind
    const isApplied = isMain && platform.isApplied
    // Applying would take over what is there already; creating is refused by itself.
    if (isApplied && (await find(path)) !== undefined) throw foreign(path)
    const number = journal.intend({ kind: PROVISIONED, name: path })
    const annotations = {
      ...metadata.annotations,
      [RUN_ANNOTATION]: journal.runId,
      [VERSION_ANNOTATION]: version,
      ...(companions.length > 0 && { [COMPANIONS_ANNOTATION]: JSON.stringify(companions) }),
    }
    const body = { ...document, metadata: { ...metadata, namespace: metadata.namespace ?? namespace, annotations } }
    const query = { fieldManager: FIELD_MANAGER, ...(isApplied && { force: 'true' }) }
    try {
      const answer = await cluster.send(
        isApplied
          ? { method: 'PATCH', path, body, query, contentType: 'application/apply-patch+yaml', signal }
          : { method: 'POST', path: path.slice(0, path.lastIndexOf('/')), body, query, signal },
      )
      const { uid } = managedObjectSchema.parse(answer.body).metadata
      journal.created(number, uid)
      return { path, uid }
    } catch (error) {
      const status = error instanceof CloudError && error.said !== undefined ? (error.status ?? 500) : 500
      if (status < 500 && status !== 408) journal.refused(number)
      throw status === 409 ? foreign(path) : error
    }
  }

  return {
    identity: clusterIdentity(cluster.config),
    listOfferedVersions: async () =>
      versions?.map((version) => ({ version, state: 'supported', release: null })) ??
      (await platform.listOfferedVersions(access)),
    async status(): Promise<ClusterState> {
      const object = await find(await findMainPath())
      if (object === undefined) return { phase: 'absent', says: 'there is none', version: null }
      const version = object.metadata.annotations?.[VERSION_ANNOTATION] ?? null
      if (object.metadata.annotations?.[RUN_ANNOTATION] === undefined) {
        return { phase: 'foreign', says: `${platform.kind} ${name} was not made by Siegel`, version }
      }
      const state = platform.stateOf(object)
      return { ...state, ...(object.metadata.deletionTimestamp && { phase: 'deleting' }), version }
    },
    async create(version, journal) {
      const documents = documentsOf(manifest(version), platform, name)
      const companions: Companion[] = []
      for (const document of documents)
        companions.push(await createObject(document, journal, version.version, companions))
    },
    async kubeconfig() {
      const object = await find(await findMainPath())
      if (object !== undefined) return platform.kubeconfig(object, access)
      throw new CloudError({ class: 'inconclusive', detail: `There is no ${platform.kind} ${name}.` })
    },
    async delete(removal: RemovalOptions): Promise<Leftover[]> {
      const path = await findMainPath()
      const object = await find(path)
      const runId = object?.metadata.annotations?.[RUN_ANNOTATION]
      if (object === undefined) return []
      if (runId === undefined) throw foreign(path)
      const main = { path, uid: object.metadata.uid }
      const all = [...companionsOf(object.metadata.annotations?.[COMPANIONS_ANNOTATION]), main]
      const recorded = all.map(({ path: name, uid: id }, index) => {
        const confirmed = { isConfirmed: true, intendedAt: removal.now() }
        return { number: index + 1, kind: PROVISIONED, name, parentId: null, id, ...confirmed }
      })
      return removeProvisioned(cluster, runId, recorded, removal, () => {})
    },
    removeRecorded: (...recorded) => removeProvisioned(cluster, ...recorded),
    close,
  }
}

function companionsOf(annotation: string | undefined): Companion[] {
  if (annotation === undefined) return []
  return z.array(companionSchema).max(MOST_OBJECTS).parse(JSON.parse(annotation))
}

/** The objects of a manifest, in the order in which they are created: the one that stands for the cluster comes last. */
function documentsOf(
  { place, text }: { readonly text: string; readonly place: string },
  { group, kind }: Platform,
  name: string,
): Manifest[] {
  const problem = (message: string) =>
    new CodedError('PROVISION_TEMPLATE_INVALID', `The filled-in template is no manifest: ${message}.`, { place })
  const documents = parseAllDocuments(text, { prettyErrors: false, logLevel: 'error' })
  if (!Array.isArray(documents) || documents.length > MOST_OBJECTS) throw problem('it has none, or too many objects')
  const manifests = documents.flatMap((document) => {
    const [error] = document.errors
    if (error !== undefined) throw problem(`it is no YAML (${error.code.toLowerCase().replaceAll('_', ' ')})`)
    const value: unknown = document.toJS({ maxAliasCount: 100 })
    if (value === null || value === undefined) return []
    const parsed = manifestSchema.safeParse(value)
    if (parsed.success) return [parsed.data]
    throw problem(`${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`)
  })
  const isMain = (one: Manifest) => one.kind === kind && one.apiVersion.startsWith(`${group}/`)
  const [main, ...others] = manifests.filter(isMain)
  if (main === undefined || others.length > 0) throw problem(`it needs exactly one ${kind} of ${group}`)
  if (main.metadata.name !== name) throw problem(`its ${kind} has to be called ${name}, with {{ name }}`)
  return [...manifests.filter((one) => !isMain(one)), main]
}

function foreign(path: string): CodedError {
  return new CodedError(
    'PROVISION_CLUSTER_FOREIGN',
    `There is something of this name that Siegel did not make: ${path}.`,
  )
}

import { resolve } from 'node:path'
import type { CloudIdentity } from '#clouds/journal/journal-record.ts'
import { abortReasonOf, CloudError } from '#clouds/openstack/cloud-error.ts'
import type { Leftover } from '#clouds/openstack/resources/remove-recorded.ts'
import { runTool, type ToolOptions } from '../run-tool.ts'
import type { EntryOf } from './clusters-schema.ts'
import type { Provisioner } from './provisioner.ts'

/** How journals call a cluster of kind. */
export const KIND_CLUSTER = 'kind-cluster'

/** All clusters of kind on this machine. */
export const KIND_IDENTITY: CloudIdentity = { authOrigin: 'kind', region: null, projectId: 'this machine' }

const CREATE_LIMIT_MS = 15 * 60_000
const CALL_LIMIT_MS = 120_000
const NODE_WAIT = '5m'

export interface KindOptions extends Pick<ToolOptions, 'environment' | 'signal'> {
  readonly entry: EntryOf<'kind'>
  readonly name: string
  readonly folder: string
}

/** kind: a cluster in containers of this machine, for development. It is found by its name, which nobody else uses. */
export function kindCluster({ entry, environment, folder, name, signal }: KindOptions): Provisioner {
  const run = (argumentList: readonly string[], limitMs = CALL_LIMIT_MS) =>
    runTool('kind', argumentList, { environment, signal, limitMs })
  const { cluster, image, versions } = entry.config
  return {
    identity: KIND_IDENTITY,
    async listOfferedVersions() {
      const named = image === undefined ? [] : [/:(v\d+\.\d+\.\d+)/.exec(image)?.[1] ?? '']
      return (versions ?? named).map((version) => ({ version, state: 'supported', release: null }))
    },
    async status() {
      const isThere = (await kindClusters({ environment, signal })).includes(name)
      // kind has made a cluster completely, or it has removed what it began.
      return { phase: isThere ? 'ready' : 'absent', says: isThere ? 'kind lists it' : 'there is none', version: null }
    },
    async create({ version }, journal) {
      if ((await kindClusters({ environment, signal })).includes(name)) {
        throw new CloudError({ class: 'inconclusive', detail: `There is a kind cluster ${name} already.` })
      }
      const number = journal.intend({ kind: KIND_CLUSTER, name })
      const chosen = image ?? `kindest/node:v${version.replace(/^v/, '')}`
      const config = cluster === undefined ? [] : ['--config', resolve(folder, cluster)]
      const kubeconfig = ['--kubeconfig', '/dev/null']
      await run(
        ['create', 'cluster', '--name', name, '--image', chosen, ...config, ...kubeconfig, '--wait', NODE_WAIT],
        CREATE_LIMIT_MS,
      )
      journal.created(number, name)
    },
    kubeconfig: () => run(['get', 'kubeconfig', '--name', name]),
    delete: async () => {
      const problem = await removeKindCluster(name, { environment, signal })
      return problem === undefined ? [] : [{ kind: KIND_CLUSTER, name, id: name, problem }]
    },
    async removeRecorded(_runId, objects, _removal, onGone) {
      const left: Leftover[] = []
      for (const object of objects) {
        const problem = await removeKindCluster(object.name, { environment, signal }).catch(
          (error) => abortReasonOf(error).detail,
        )
        if (problem === undefined) onGone(object)
        else left.push({ kind: object.kind, name: object.name, id: object.id, problem })
      }
      return left
    },
    async close() {},
  }
}

async function kindClusters(options: Pick<ToolOptions, 'environment' | 'signal'>): Promise<string[]> {
  const output = await runTool('kind', ['get', 'clusters'], { ...options, limitMs: CALL_LIMIT_MS })
  return output.split('\n').map((line) => line.trim())
}

/** Undefined once the cluster is gone, else what to say about it. */
export async function removeKindCluster(
  name: string,
  options: Pick<ToolOptions, 'environment' | 'signal'>,
): Promise<string | undefined> {
  await runTool('kind', ['delete', 'cluster', '--name', name, '--kubeconfig', '/dev/null'], {
    ...options,
    limitMs: CREATE_LIMIT_MS,
  })
  return (await kindClusters(options)).includes(name) ? 'kind still lists it.' : undefined
}

import { parseDocument, visit } from 'yaml'
import { z } from 'zod'
import type { PublicData } from '#clouds/kubernetes/public-data.ts'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { KubernetesBranches } from '#facts/kubernetes/kubernetes-data.ts'
import { defineClusterProbe } from '../define-probe.ts'
import { BRANCHES_SNAPSHOT } from './branches-snapshot.ts'
import { LIST_FRESH_MS } from './list-fresh.ts'

const branchSchema = z.string().regex(/^\d{1,4}\.\d{1,4}$/)
const scheduleSchema = z.object({
  schedules: z
    .array(z.object({ release: branchSchema, releaseDate: z.iso.date().optional(), endOfLifeDate: z.iso.date() }))
    .max(200),
})
const endOfLifeSchema = z.object({
  branches: z.array(z.object({ release: branchSchema, endOfLifeDate: z.iso.date() })).max(200),
})

type Branch = KubernetesBranches['branches'][number]

/** Branches of Kubernetes and their ends of life: kubernetes.io first, else the snapshot that this release ships. */
export const kubernetesBranchesProbe = defineClusterProbe({
  gives: 'kubernetesBranches',
  from: 'kubernetes',
  cost: 'light',
  calls: ['GET schedule.yaml and eol.yaml of kubernetes.io (without credential)'],
  creates: [],
  effort: { single: 2 },
  observe: ({ publicData, signal }) => readBranches(publicData, signal),
})

/** The same for whoever has no cluster. */
export async function readBranches(publicData: PublicData, signal: AbortSignal): Promise<KubernetesBranches> {
  try {
    const [schedule, past] = await Promise.all([
      publicData.read(publicData.urls.schedule, LIST_FRESH_MS, (text) => scheduleSchema.parse(textsOf(text))),
      publicData.read(publicData.urls.endOfLife, LIST_FRESH_MS, (text) => endOfLifeSchema.parse(textsOf(text))),
    ])
    const branches = new Map<string, Branch>()
    for (const { endOfLifeDate, release } of past.value.branches) {
      branches.set(release, { branch: release, releasedOn: null, endOfLife: endOfLifeDate })
    }
    for (const { endOfLifeDate, release, releaseDate } of schedule.value.schedules) {
      branches.set(release, { branch: release, releasedOn: releaseDate ?? null, endOfLife: endOfLifeDate })
    }
    const asOf = new Date(Math.min(schedule.asOf.getTime(), past.asOf.getTime()))
    return {
      branches: [...branches.values()],
      asOf: asOf.toISOString(),
      from: publicData.urls.schedule,
      problem: schedule.problem ?? past.problem,
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof CloudError)) throw error
    return { ...BRANCHES_SNAPSHOT, problem: error.reason.detail }
  }
}

/** YAML in which nothing but texts occurs: `release: 1.30` must not become 1.3, nor a date a moment. */
function textsOf(text: string): unknown {
  const document = parseDocument(text, { prettyErrors: false })
  if (document.errors.length > 0) throw new Error('the answer is no YAML')
  visit(document, {
    Scalar(key, node) {
      if (key !== 'key' && typeof node.value !== 'string' && node.value !== null) {
        node.value = node.source ?? String(node.value)
      }
    },
  })
  return document.toJS({ maxAliasCount: 100 })
}

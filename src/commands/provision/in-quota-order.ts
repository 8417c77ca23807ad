import type { WantedCluster } from '#clouds/kubernetes/provisioners/expand-branches.ts'
import { atMost } from '#suite/subjects/at-most.ts'

/**
 * Works on clusters, those of different entries at the same time, and of one entry only as many as its quota allows
 * (`atOnce`, one when silent), in the order of clusters.yaml. Entries of one kind whose clusters have the same name
 * are one after the other, too: there is only one place for them.
 */
export async function inQuotaOrder(
  clusters: readonly WantedCluster[],
  work: (wanted: WantedCluster) => Promise<void>,
): Promise<void> {
  const groups = new Map<string, WantedCluster[]>()
  const keys = new Map<object, string>()
  for (const wanted of clusters) {
    const named = `${wanted.entry.kind} ${wanted.name}`
    const key = keys.get(wanted.entry) ?? named
    keys.set(wanted.entry, key)
    groups.set(key, [...(groups.get(key) ?? []), wanted])
  }
  await Promise.all(
    [...groups.values()].map((group) => {
      const isShared = new Set(group.map(({ name }) => name)).size < group.length
      const most = isShared ? 1 : (group[0]?.entry.config.atOnce ?? 1)
      return atMost(most, group, work)
    }),
  )
}

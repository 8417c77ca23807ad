import type { ClusterContent, ClusterObject } from './cluster-content.ts'

interface Admission {
  readonly isRefused: boolean
  readonly level: string
  readonly violations: string
}

/**
 * What the admission plugin PodSecurity has against a pod; undefined if nothing. Of the level baseline it knows host
 * namespaces and privileged containers only.
 */
export function violationsOf(
  pod: ClusterObject,
  namespace: ClusterObject,
  { podSecurity }: ClusterContent,
): Admission | undefined {
  const spec = (pod.spec ?? {}) as {
    hostNetwork?: boolean
    hostPID?: boolean
    containers?: { name?: string; securityContext?: { privileged?: boolean } }[]
  }
  const privileged = (spec.containers ?? []).filter(({ securityContext }) => securityContext?.privileged === true)
  const violations = [
    ...(spec.hostNetwork || spec.hostPID ? ['host namespaces (hostNetwork=true)'] : []),
    ...privileged.map(
      ({ name }) => `privileged (container "${name ?? ''}" must not set securityContext.privileged=true)`,
    ),
  ].join(', ')
  if (violations === '' || podSecurity === 'off') return undefined
  const label = namespace.metadata.labels?.['pod-security.kubernetes.io/enforce']
  const level = label ?? 'baseline'
  if (level === 'privileged') return undefined
  const isRefused = label !== undefined || podSecurity === 'enforced'
  if (!isRefused && podSecurity === 'by-label') return undefined
  return { isRefused, level, violations }
}

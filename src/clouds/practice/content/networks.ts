import { PROVIDER_PROJECT_ID } from './images.ts'
import { stableUuid } from './stable-uuid.ts'

export interface PracticeNetwork {
  readonly id: string
  name: string
  isExternal: boolean
  readonly projectId: string
  readonly createdAt: string
}

/** One external network, which every project sees. */
export function healthyNetworks(at: Date): PracticeNetwork[] {
  const createdAt = `${at.toISOString().slice(0, 10)}T00:00:00Z`
  return [
    {
      id: stableUuid('network', 'public'),
      name: 'public',
      isExternal: true,
      projectId: PROVIDER_PROJECT_ID,
      createdAt,
    },
  ]
}

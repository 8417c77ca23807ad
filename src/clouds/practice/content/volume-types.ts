import { stableUuid } from './stable-uuid.ts'

export interface PracticeVolumeType {
  readonly id: string
  name: string
  description: string | null
}

/** Volume types that satisfy scs-0114-v1, its recommended part included, and two that it does not regulate. */
export function healthyVolumeTypes(): PracticeVolumeType[] {
  const types: readonly (readonly [name: string, description: string | null])[] = [
    ['__DEFAULT__', 'Default Volume Type'],
    ['ssd', null],
    ['ssd-encrypted', '[scs:encrypted] LUKS'],
    ['ssd-replicated', '[scs:replicated] three copies'],
    ['ssd-encrypted-replicated', '[scs:encrypted, replicated] LUKS, three copies'],
  ]
  return types.map(([name, description]) => ({ id: stableUuid('volume-type', name), name, description }))
}

import { BLOCK_STORAGE } from '../services.ts'
import { plainKind } from './plain-kind.ts'

/** Volumes (Block Storage API v3). */
export const VOLUME = plainKind({
  kind: 'volume',
  api: BLOCK_STORAGE,
  path: '/volumes',
  listPath: '/volumes/detail',
  singular: 'volume',
  plural: 'volumes',
  prefix: 'scs-test-',
  isGoneAtOnce: false,
  // A volume that is being restored keeps its backup busy.
  mayNeed: ['backup'],
})

/** Backups of volumes. */
export const BACKUP = plainKind({
  kind: 'backup',
  api: BLOCK_STORAGE,
  path: '/backups',
  listPath: '/backups/detail',
  singular: 'backup',
  plural: 'backups',
  prefix: 'scs-test-',
  isGoneAtOnce: false,
  mayNeed: ['volume'],
})

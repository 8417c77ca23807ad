import { COMPUTE } from '../services.ts'
import { plainKind } from './plain-kind.ts'

/** Virtual machines (Compute API v2.1). */
export const SERVER = plainKind({
  kind: 'server',
  api: COMPUTE,
  path: '/servers',
  listPath: '/servers/detail',
  singular: 'server',
  plural: 'servers',
  prefix: '_scs-',
  isGoneAtOnce: false,
  mayNeed: ['volume', 'network', 'subnet', 'security-group'],
})

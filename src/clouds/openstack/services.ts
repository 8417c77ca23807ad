/** A service of which the probes know the API: its catalogue types, the preferred one first, and the version they speak. */
export interface ServiceApi {
  /** For messages and for the microversion header. */
  readonly name: string
  /** Official type first, then the aliases of the OpenStack Service Types Authority. */
  readonly types: readonly string[]
  /** The path segment of the version, such as `v2.1`. */
  readonly version: string
  /** The project's id follows the version in every path. */
  readonly hasProjectInPath: boolean
}

export const COMPUTE: ServiceApi = { name: 'compute', types: ['compute'], version: 'v2.1', hasProjectInPath: false }

export const IMAGE: ServiceApi = { name: 'image', types: ['image'], version: 'v2', hasProjectInPath: false }

export const BLOCK_STORAGE: ServiceApi = {
  name: 'volume',
  types: ['block-storage', 'volumev3', 'block-store', 'volume', 'volumev2'],
  version: 'v3',
  hasProjectInPath: true,
}

export const NETWORK: ServiceApi = { name: 'network', types: ['network'], version: 'v2.0', hasProjectInPath: false }

export const KEY_MANAGER: ServiceApi = {
  name: 'key-manager',
  types: ['key-manager'],
  version: 'v1',
  hasProjectInPath: false,
}

export const IDENTITY: ServiceApi = { name: 'identity', types: ['identity'], version: 'v3', hasProjectInPath: false }

import { type ConfigMap, type ConfigValue, isConfigMap } from '#clouds/config-text.ts'
import { CodedError } from '#vocabulary/coded-error.ts'
import { mergeConfig } from './config-file.ts'

interface Region {
  readonly name: string
  readonly values: ConfigMap
}

/**
 * The entry with `region_name` set to the wanted region (or the first one) and the values of that region laid over it.
 * Regions stand in `regions` (names, or `{name, values}`) or in `region_name` (one, or several with commas).
 *
 * @throws CodedError CLOUDS_REGION_UNKNOWN
 */
export function chooseRegion(entry: ConfigMap, wanted: string | undefined, place: string): ConfigMap {
  const { regions: list, ...rest } = entry
  const regions = regionsOf(list ?? null, entry.region_name ?? null, place)
  if (regions.length === 0) return wanted ? { ...rest, region_name: wanted } : rest
  const region = wanted ? regions.find(({ name }) => name === wanted) : regions[0]
  if (region === undefined) {
    const names = regions.map(({ name }) => name).join(', ')
    throw new CodedError('CLOUDS_REGION_UNKNOWN', `There is no region ${wanted}. There are: ${names}.`, { place })
  }
  return mergeConfig({ ...rest, region_name: region.name }, region.values)
}

function regionsOf(list: ConfigValue, regionName: ConfigValue, place: string): Region[] {
  const names = list ?? (typeof regionName === 'string' ? regionName.split(',').map((name) => name.trim()) : regionName)
  if (names === null) return []
  const regions = (Array.isArray(names) ? (names as readonly ConfigValue[]) : [names]).map(regionOf)
  return regions.flatMap((region) => {
    if (region !== undefined) return region.name === '' ? [] : [region]
    throw new CodedError('CLOUDS_CONFIG_INVALID', 'A region is either a name or a map of name and values.', { place })
  })
}

function regionOf(value: ConfigValue): Region | undefined {
  if (typeof value === 'string') return { name: value, values: {} }
  if (!isConfigMap(value) || typeof value.name !== 'string') return undefined
  const { values } = value
  return { name: value.name, values: isConfigMap(values) ? values : {} }
}

import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'

/** An endpoint of a service, with the type under which the service is registered. */
export interface ServiceEndpoint {
  readonly type: string
  readonly url: string
}

/**
 * The endpoints of services of these types in the tested region and with the tested interface (deviation D-36: an entry
 * without such an endpoint helps nobody). Where no region is configured, those of all regions. In the order of the types.
 */
export function serviceEndpoints(catalogue: ServiceCatalogue, types: readonly string[]): ServiceEndpoint[] {
  return types.flatMap((type) =>
    servicesOfType(catalogue, type).flatMap(({ endpoints }) =>
      endpoints
        .filter((endpoint) => endpoint.interface === catalogue.interface && endpoint.url !== '')
        .filter(({ region }) => catalogue.region === null || region === catalogue.region)
        .map(({ url }) => ({ type, url })),
    ),
  )
}

/**
 * Where else services of these types have endpoints, such as `public in RegionTwo`; undefined if no service of these
 * types is registered at all.
 */
export function otherEndpoints(catalogue: ServiceCatalogue, types: readonly string[]): string | undefined {
  const services = types.flatMap((type) => servicesOfType(catalogue, type))
  if (services.length === 0) return undefined
  const places = services.flatMap(({ endpoints }) =>
    endpoints.map((endpoint) => `${endpoint.interface} in ${endpoint.region ?? 'no region'}`),
  )
  return places.length === 0 ? 'none' : [...new Set(places)].slice(0, 10).join(', ')
}

/** What is being tested, such as `public in RegionOne`. */
export function testedPlace(catalogue: ServiceCatalogue): string {
  return `${catalogue.interface} in ${catalogue.region ?? 'any region'}`
}

function servicesOfType(catalogue: ServiceCatalogue, type: string) {
  return catalogue.services.filter((service) => service.type === type)
}

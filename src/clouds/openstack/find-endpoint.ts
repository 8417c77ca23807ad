import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'

/**
 * The URL of the first endpoint of one of the types (in the order given) with the tested interface in the tested
 * region, or undefined if the catalogue has none.
 */
export function findEndpoint(catalogue: ServiceCatalogue, types: readonly string[]): string | undefined {
  const endpoints = types.flatMap((type) =>
    catalogue.services.filter((service) => service.type === type).flatMap((service) => service.endpoints),
  )
  return endpoints.find(
    (endpoint) =>
      endpoint.interface === catalogue.interface && (catalogue.region === null || endpoint.region === catalogue.region),
  )?.url
}

import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'

/** A catalogue for tests: each of these types has one public endpoint in the tested region. */
export function catalogueOf(...types: readonly string[]): ServiceCatalogue {
  return {
    region: 'RegionOne',
    interface: 'public',
    services: types.map((type) => ({
      type,
      name: null,
      endpoints: [{ interface: 'public', region: 'RegionOne', url: `https://${type}.example.org` }],
    })),
  }
}

/** The same catalogue, seen from another region. */
export function seenFrom(region: string, serviceCatalogue: ServiceCatalogue): ServiceCatalogue {
  return { ...serviceCatalogue, region }
}

import { defineProbe } from '../define-probe.ts'

/** The catalogue came with the token. */
export const serviceCatalogueProbe = defineProbe({
  gives: 'serviceCatalogue',
  from: 'openstack',
  cost: 'light',
  calls: ['identity POST /v3/auth/tokens', 'identity GET /v3/auth/catalog'],
  creates: [],
  effort: {},
  observe: async ({ openstack }) => openstack.catalogue,
})

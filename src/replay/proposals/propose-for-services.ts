import { askFor } from '../plan-value.ts'
import { type PlanAnswer, type PlanQuestion, propose } from '../proposal.ts'

/** Registers a service, or the endpoint that it lacks, in the tested region (scs-0116, scs-0123). */
export function proposeForServices({ finding, facts }: PlanQuestion): PlanAnswer {
  const catalogue = facts.serviceCatalogue
  const isMissing = finding.code === 'service-not-in-catalogue'
  if (catalogue === undefined || !(isMissing || finding.code === 'service-without-endpoint')) {
    return { object: finding.about, why: 'The service itself has to be set up or repaired first.' }
  }
  const type = finding.about.name
  const registered = catalogue.services.find((service) => service.type === type)
  return propose(
    finding.about,
    {
      kind: 'register-service',
      type,
      name: registered?.name ?? askFor('SERVICE_NAME', `the name of the service ${type}, such as its program`, type),
      interface: catalogue.interface,
      region: catalogue.region ?? askFor('REGION', 'the region of the endpoint', 'RegionOne'),
      url: askFor('URL', `the URL at which users reach the service ${type}`, `https://${type}.example.org`),
      isNew: registered === undefined,
    },
    'The service must be running: an entry in the catalogue alone gives nobody anything.',
  )
}

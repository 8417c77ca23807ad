import { otherEndpoints, serviceEndpoints, testedPlace } from '#facts/derived/service-endpoints.ts'
import type { ServiceCatalogue } from '#facts/openstack/service-catalogue.ts'
import type { Finding } from '#vocabulary/finding.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import { conclude } from '../conclude.ts'

/**
 * Judges whether users find a service: it needs an endpoint in the tested region with the tested interface, under its
 * type or one of the aliases that the OpenStack Service Types Authority has registered (scs-0123; deviations D-36, D-37).
 * An alias alone is a warning, because the type itself should be used.
 */
export function judgeServicePresence(
  serviceCatalogue: ServiceCatalogue,
  type: string,
  aliases: readonly string[] = [],
): Judgement {
  const types = [type, ...aliases]
  const endpoints = serviceEndpoints(serviceCatalogue, types)
  const first = endpoints[0]
  return conclude({
    examined: endpoints.length,
    findings: [],
    warnings:
      first && first.type !== type
        ? [{ code: 'service-type-alias', about: { kind: 'service', name: type }, found: first.type, expected: type }]
        : [],
    whenNone: { fail: missing(serviceCatalogue, type, types) },
  })
}

function missing(catalogue: ServiceCatalogue, type: string, types: readonly string[]): Finding {
  const about = { kind: 'service', name: type } as const
  const found = otherEndpoints(catalogue, types)
  return found === undefined
    ? { code: 'service-not-in-catalogue', about, expected: types.join(', ') }
    : { code: 'service-without-endpoint', about, found, expected: testedPlace(catalogue) }
}

/** The remedy for a service that nobody finds. */
export function registerServiceRemedy(type: string): string {
  return `Register the service and its public endpoint: \`openstack service create --name NAME ${type}\`, then \`openstack endpoint create --region REGION ${type} public URL\`. What users see is shown by \`openstack catalog list\`.`
}

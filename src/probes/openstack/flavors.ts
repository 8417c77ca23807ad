import { z } from 'zod'
import { abortReasonOf, CloudError } from '#clouds/openstack/cloud-error.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import { COMPUTE } from '#clouds/openstack/services.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { defineProbe } from '../define-probe.ts'

/** Nova itself allows 255. */
const LONGEST_NAME = 1_000

/** From this microversion on the list brings the extra specs along. */
const INLINE_EXTRA_SPECS = '2.61'

const CONCURRENT_CALLS = 6

const MOST_FLAVORS_ASKED = 3_000

const extraSpecsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))

const flavorSchema = z
  .object({
    id: z.string(),
    name: z.string().max(LONGEST_NAME),
    vcpus: z.number(),
    ram: z.number(),
    disk: z.number(),
    'os-flavor-access:is_public': z.boolean().optional(),
    'OS-FLV-DISABLED:disabled': z.boolean().optional(),
    extra_specs: extraSpecsSchema.optional(),
  })
  .transform(
    (raw): Flavor => ({
      id: raw.id,
      name: raw.name,
      vcpus: raw.vcpus,
      ramMiB: raw.ram,
      diskGiB: raw.disk,
      isPublic: raw['os-flavor-access:is_public'] ?? true,
      isDisabled: raw['OS-FLV-DISABLED:disabled'] ?? false,
      extraSpecs: raw.extra_specs ?? null,
    }),
  )

/** Flavors that the project may use, with their extra specs (Compute API v2.1). */
export const flavorsProbe = defineProbe({
  gives: 'flavors',
  from: 'openstack',
  cost: 'light',
  calls: ['compute GET /v2.1/flavors/detail', 'compute GET /v2.1/flavors/{id}/os-extra_specs'],
  creates: [],
  // An older Nova than Rocky refuses the first call, and has to be asked about each flavor.
  effort: { single: 1, lists: 1, each: { of: 'flavor', most: MOST_FLAVORS_ASKED } },
  async observe({ openstack, signal }) {
    const flavors = z.array(flavorSchema).parse(await listFlavors(openstack, signal))
    return withExtraSpecs(openstack, flavors, signal)
  },
})

async function listFlavors(openstack: OpenStackCloud, signal: AbortSignal): Promise<readonly unknown[]> {
  const options = { collection: 'flavors', signal }
  try {
    return await openstack.fetchList(COMPUTE, '/flavors/detail', { ...options, microversion: INLINE_EXTRA_SPECS })
  } catch (error) {
    // 406: this Nova is older than Rocky and does not know the microversion.
    if (!(error instanceof CloudError) || error.status !== 406) throw error
    return openstack.fetchList(COMPUTE, '/flavors/detail', options)
  }
}

/** Asks for the extra specs that the list left out; what stays withheld carries the reason. */
async function withExtraSpecs(
  openstack: OpenStackCloud,
  flavors: readonly Flavor[],
  signal: AbortSignal,
): Promise<Flavor[]> {
  const complete = [...flavors]
  const missing = flavors.flatMap((flavor, index) => (flavor.extraSpecs === null ? [{ flavor, index }] : []))
  let refusal: Flavor['extraSpecsWithheld']
  const work = async () => {
    for (let next = missing.shift(); next !== undefined; next = missing.shift()) {
      const { flavor, index } = next
      if (refusal === undefined) {
        const answer = await fetchExtraSpecs(openstack, flavor, signal)
        complete[index] = answer
        // Who may not see those of one flavor may not see those of any: it is a matter of roles.
        if (answer.extraSpecsWithheld?.class === 'permission') refusal = answer.extraSpecsWithheld
      } else complete[index] = { ...flavor, extraSpecsWithheld: refusal }
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT_CALLS }, work))
  return complete
}

async function fetchExtraSpecs(openstack: OpenStackCloud, flavor: Flavor, signal: AbortSignal): Promise<Flavor> {
  try {
    const path = `/flavors/${encodeURIComponent(flavor.id)}/os-extra_specs`
    const answer = z.object({ extra_specs: extraSpecsSchema }).parse(await openstack.fetch(COMPUTE, path, { signal }))
    return { ...flavor, extraSpecs: answer.extra_specs }
  } catch (error) {
    return { ...flavor, extraSpecsWithheld: abortReasonOf(error) }
  }
}

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { extraSpecsOf, machineSpec } from '#facts/derived/flavor-name/machine-spec.ts'
import { parseFlavorName } from '#facts/derived/flavor-name/parse-flavor-name.ts'
import { FACT_SCHEMAS, type FactName, type Facts, type ObservedFacts } from '#facts/facts.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import { healthyImage } from '#facts/openstack/healthy-image.ts'
import { makePlan } from '#replay/make-plan.ts'
import { verifyPlan } from '#replay/verify-plan.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import { catalogueOf } from '#testcases/iaas/example-catalogue.ts'
import { MANDATORY_FLAVORS, RECOMMENDED_FLAVORS } from '#testcases/iaas/scs-0103-standard-flavors/standard-flavors.ts'
import { TESTCASES } from '#testcases/index.ts'
import { judgeFacts } from '#testcases/judge-facts.ts'

const AT = new Date('2026-08-09T00:00:00Z')
const OBSERVED: readonly FactName[] = [
  'flavors',
  'providedImages',
  'volumeTypes',
  'serviceCatalogue',
  'swiftS3Answer',
  'securityGroupRules',
]

const RELEASED: readonly AutomatedTestcase[] = TESTCASES.filter(
  (testcase): testcase is AutomatedTestcase =>
    testcase.judgedBy === 'program' && testcase.needs.every((name) => OBSERVED.includes(name)),
)

type Cloud = Pick<
  Facts,
  'flavors' | 'providedImages' | 'volumeTypes' | 'serviceCatalogue' | 'swiftS3Answer' | 'securityGroupRules'
>

function standardFlavor(name: string): Flavor {
  const flavorName = parseFlavorName(name)
  return {
    id: `id-${name}`,
    name,
    vcpus: flavorName.cpus,
    ramMiB: flavorName.ramGiB * 1024,
    diskGiB: flavorName.disk?.sizeGiB ?? 0,
    isPublic: true,
    isDisabled: false,
    extraSpecs: extraSpecsOf(machineSpec(flavorName)),
  }
}

const UBUNTU_2604 = {
  id: 'ubuntu-2604',
  name: 'Ubuntu 26.04',
  os_version: '26.04',
  image_source: 'https://cloud-images.ubuntu.com/resolute/20260802/disk.img',
}
const DEBIAN = { os_distro: 'debian', image_original_user: 'debian' }
const CAPI = {
  os_purpose: 'k8snode',
  image_description: 'https://github.com/osism/k8s-capi-images',
  image_source: 'https://nbg1.your-objectstorage.com/osism/openstack-k8s-capi-images/ubuntu-2404-kube-v1.35.qcow2',
}
const RULE = {
  protocol: null,
  portRangeMin: null,
  portRangeMax: null,
  remoteIpPrefix: null,
  remoteGroupId: null,
  remoteAddressGroupId: null,
  usedInDefaultGroup: true,
  usedInCustomGroups: true,
}

function healthyCloud(): Cloud {
  return {
    flavors: [...MANDATORY_FLAVORS, ...RECOMMENDED_FLAVORS].map(standardFlavor),
    providedImages: [
      healthyImage({ id: 'ubuntu-2404' }),
      healthyImage({
        id: 'ubuntu-2204',
        name: 'Ubuntu 22.04',
        os_version: '22.04',
        image_source: 'https://cloud-images.ubuntu.com/jammy/20260802/disk.img',
      }),
      healthyImage(UBUNTU_2604),
      healthyImage({
        ...DEBIAN,
        id: 'debian-13',
        name: 'Debian 13',
        os_version: '13',
        image_source: 'https://cloud.debian.org/images/cloud/trixie/20260802/disk.qcow2',
      }),
      healthyImage({
        ...DEBIAN,
        id: 'debian-12',
        name: 'Debian 12',
        os_version: '12',
        image_source: 'https://cloud.debian.org/images/cloud/bookworm/20260802/disk.qcow2',
      }),
      healthyImage({ ...CAPI, id: 'capi-1', name: 'ubuntu-capi-image v1.35.4' }),
      healthyImage({ ...CAPI, id: 'capi-2', name: 'ubuntu-capi-image-v1.35.4' }),
    ],
    volumeTypes: [
      { id: 'v1', name: 'fast', description: '[scs:encrypted] fast', isPublic: true },
      { id: 'v2', name: 'safe', description: '[scs:encrypted, replicated] safe', isPublic: true },
      { id: 'v3', name: 'plain', description: null, isPublic: true },
    ],
    serviceCatalogue: catalogueOf(
      'compute',
      'identity',
      'image',
      'network',
      'load-balancer',
      'placement',
      'object-store-s3',
      'block-storage',
      'key-manager',
    ),
    swiftS3Answer: { outcome: 's3', host: 'https://s3.example.org', evidence: 'SignatureDoesNotMatch' },
    securityGroupRules: {
      path: 'template',
      rules: ['IPv4', 'IPv6'].flatMap((ethertype) => [
        { ...RULE, id: `egress-${ethertype}`, direction: 'egress', ethertype },
        {
          ...RULE,
          id: `ingress-${ethertype}`,
          direction: 'ingress',
          ethertype,
          remoteGroupId: 'PARENT',
          usedInCustomGroups: false,
        },
      ]),
    },
  }
}

function withFlavor(name: string, change: Partial<Flavor>): Partial<Cloud> {
  return {
    flavors: healthyCloud().flavors.map((flavor) => (flavor.name === name ? { ...flavor, ...change } : flavor)),
  }
}

function withExtraSpecs(name: string, changes: Readonly<Record<string, string | undefined>>): Partial<Cloud> {
  const entries = Object.entries({ ...standardFlavor(name).extraSpecs, ...changes })
  const extraSpecs = Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
  return withFlavor(name, { extraSpecs })
}

function withExtraFlavor(flavor: Partial<Flavor>): Partial<Cloud> {
  const flavors = healthyCloud().flavors
  return { flavors: [...flavors, { ...standardFlavor('SCS-1V-4'), id: 'extra', extraSpecs: {}, ...flavor }] }
}

/** Fields as Glance names them. */
function withImage(change: Readonly<Record<string, unknown>>, id = 'ubuntu-2604'): Partial<Cloud> {
  const providedImages = healthyCloud().providedImages.map((image) => {
    if (image.id !== id) return image
    const known = { id, name: image.name, os_version: image.properties.os_version }
    return healthyImage({ ...known, image_source: image.properties.image_source, ...change })
  })
  return { providedImages }
}

function withoutImages(...ids: readonly string[]): Partial<Cloud> {
  return { providedImages: healthyCloud().providedImages.filter(({ id }) => !ids.includes(id)) }
}

function withDescription(description: string): Partial<Cloud> {
  const volumeTypes = healthyCloud().volumeTypes.map((type) => (type.id === 'v2' ? { ...type, description } : type))
  return { volumeTypes }
}

function withoutService(type: string): Partial<Cloud> {
  const { serviceCatalogue } = healthyCloud()
  const services = serviceCatalogue.services.filter((service) => service.type !== type)
  return { serviceCatalogue: { ...serviceCatalogue, services } }
}

interface Mutation {
  readonly name: string
  readonly cloud: Partial<Cloud>
  /** What the plan turns green, by kind of action; the rest stays with a person. */
  readonly green: readonly string[]
  readonly actions: readonly string[]
  readonly byHand?: readonly string[]
}

const prop = (name: string) => `scs-0102-prop-${name}`
const LATEST_UBUNTU = 'siegel-0104-v2-ubuntu-latest'

function propertyMutation(
  name: string,
  change: Readonly<Record<string, unknown>>,
  property: string,
  also: readonly string[] = [],
): Mutation {
  return { name, cloud: withImage(change), green: [prop(property), ...also].sort(), actions: ['set-image-properties'] }
}

const MUTATIONS: readonly Mutation[] = [
  ...['architecture', 'os_distro', 'os_version', 'os_purpose'].map((property) =>
    propertyMutation(`an image without ${property}`, { [property]: undefined }, property, [LATEST_UBUNTU]),
  ),
  ...[
    'hw_disk_bus',
    'image_build_date',
    'image_original_user',
    'image_description',
    'replace_frequency',
    'provided_until',
    'uuid_validity',
    'min_disk',
    'min_ram',
  ].map((property) => propertyMutation(`an image without ${property}`, { [property]: undefined }, property)),
  propertyMutation('a generic image that names no source', { image_source: undefined }, 'image_source', [
    'siegel-0104-v2-source-generic',
  ]),
  propertyMutation('an image for amd64', { architecture: 'amd64' }, 'architecture', [LATEST_UBUNTU]),
  propertyMutation('an image of Canonical', { os_distro: 'Canonical' }, 'os_distro', [LATEST_UBUNTU]),
  propertyMutation('an image whose purpose is in capitals', { os_purpose: 'GENERIC' }, 'os_purpose', [LATEST_UBUNTU]),
  propertyMutation('an image on a bus that nobody knows', { hw_disk_bus: 'floppy' }, 'hw_disk_bus'),
  propertyMutation('an image that needs KVM', { hypervisor_type: 'kvm' }, 'hypervisor_type'),
  propertyMutation('an image with a random number generator of its own', { hw_rng_model: 'none' }, 'hw_rng_model'),
  propertyMutation('an image with a German build date', { image_build_date: '02.08.2026' }, 'image_build_date'),
  propertyMutation('an image built tomorrow', { image_build_date: '2026-08-10' }, 'image_build_date'),
  propertyMutation('an image provided until a day without hyphens', { provided_until: '20290531' }, 'provided_until'),
  propertyMutation('an image whose id is valid for the last 3', { uuid_validity: 'LAST-3' }, 'uuid_validity'),
  propertyMutation('an image with fast fixes in words', { hotfix_hours: '48 hours' }, 'hotfix_hours'),
  propertyMutation('an image larger than its smallest disk', { size: 9 * 2 ** 30 }, 'min_disk'),
  {
    name: 'an image from elsewhere under the name of the standard',
    cloud: withImage({ image_source: 'https://example.com/noble.img' }, 'ubuntu-2404'),
    green: ['scs-0104-source-ubuntu-2404', 'siegel-0104-v2-source-generic'],
    actions: ['set-image-properties'],
  },
  {
    name: 'two images of a release are generic',
    cloud: {
      providedImages: [
        ...healthyCloud().providedImages,
        healthyImage({
          ...UBUNTU_2604,
          id: 'old',
          name: 'Resolute',
          created_at: '2026-08-02T00:00:00Z',
          image_build_date: '2026-08-01',
        }),
      ],
    },
    green: ['scs-0102-os_purpose-uniqueness'],
    actions: ['set-image-properties'],
  },
  {
    name: 'an old build has kept its name beside the new one',
    cloud: {
      providedImages: [
        ...healthyCloud().providedImages,
        healthyImage({
          ...UBUNTU_2604,
          id: 'old',
          os_purpose: 'oldgeneric',
          created_at: '2026-05-02T00:00:00Z',
          image_build_date: '2026-05-01',
        }),
      ],
    },
    green: ['scs-0102-image-recency'],
    actions: ['rename-image'],
  },
  {
    name: 'an image that nobody replaced',
    cloud: withImage({ created_at: '2026-05-02T00:00:00Z', image_build_date: '2026-05-01' }),
    green: [],
    actions: [],
    byHand: ['scs-0102-image-recency'],
  },
  {
    name: 'a standard image is hidden',
    cloud: withImage({ os_hidden: true }, 'ubuntu-2404'),
    green: ['scs-0104-image-ubuntu-2404', 'siegel-0104-v2-ubuntu-previous'],
    actions: ['show-image'],
  },
  {
    name: 'a standard image has its name in lower case',
    cloud: withImage({ name: 'ubuntu-24.04' }, 'ubuntu-2404'),
    green: ['scs-0104-image-ubuntu-2404'],
    actions: ['rename-image'],
  },
  {
    name: 'a standard image is missing',
    cloud: withoutImages('ubuntu-2404'),
    green: ['scs-0104-image-ubuntu-2404', 'siegel-0104-v2-ubuntu-previous'],
    actions: ['provide-image'],
  },
  {
    name: 'the latest release is missing',
    cloud: withoutImages('ubuntu-2604'),
    green: [LATEST_UBUNTU],
    actions: ['provide-image'],
  },
  {
    name: 'there is no CAPI image with a hyphen',
    cloud: withoutImages('capi-2'),
    green: ['scs-0104-image-capi-2', 'siegel-0104-v2-capi-present'],
    actions: ['provide-image'],
  },
  {
    name: 'a CAPI image calls itself generic',
    cloud: withImage({ ...CAPI, os_purpose: 'custom' }, 'capi-2'),
    green: ['siegel-0104-v2-source-capi'],
    actions: ['set-image-properties'],
  },
  {
    name: 'an image hashed with MD5',
    cloud: withImage({ os_hash_algo: 'md5' }),
    green: [],
    actions: [],
    byHand: [prop('hash_algo')],
  },
  {
    name: 'a standard flavor is missing',
    cloud: { flavors: healthyCloud().flavors.filter(({ name }) => name !== 'SCS-2V-4-20s') },
    green: ['scs-0103-flavor-2v-4-20s'],
    actions: ['create-flavor'],
  },
  {
    name: 'a standard flavor without scs:name-v2',
    cloud: withExtraSpecs('SCS-2V-8', { 'scs:name-v2': undefined }),
    green: ['scs-0103-flavor-2v-8'],
    actions: ['set-extra-specs'],
  },
  {
    name: 'a standard flavor without a disk names a type of disk',
    cloud: withExtraSpecs('SCS-2V-8', { 'scs:disk0-type': 'ssd' }),
    green: ['scs-0103-flavor-2v-8'],
    actions: ['set-extra-specs'],
  },
  {
    name: 'a standard flavor with another type of disk',
    cloud: withExtraSpecs('SCS-2V-4-20s', { 'scs:disk0-type': 'nvme' }),
    green: ['scs-0103-flavor-2v-4-20s'],
    actions: ['set-extra-specs'],
  },
  {
    name: 'a standard flavor with too little RAM',
    cloud: withFlavor('SCS-2V-8', { ramMiB: 8000 }),
    green: ['scs-0100-semantics-check', 'scs-0103-flavor-2v-8', 'siegel-0100-extra-specs'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a standard flavor with too much RAM',
    cloud: withFlavor('SCS-2V-8', { ramMiB: 9000 }),
    green: ['scs-0103-flavor-2v-8'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a standard flavor is disabled',
    cloud: withFlavor('SCS-2V-8', { isDisabled: true }),
    green: ['scs-0103-flavor-2v-8'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a flavor of the operator with a type of vCPU that nobody knows',
    cloud: withExtraFlavor({ name: 'large', extraSpecs: { 'scs:cpu-type': 'quick', 'hw:numa': '1' } }),
    green: ['siegel-0100-extra-specs'],
    actions: ['set-extra-specs'],
  },
  {
    name: 'a flavor of the operator whose extra spec promises more than it has',
    cloud: withExtraFlavor({ name: 'large', extraSpecs: { 'scs:name-v3': 'SCS-8V-8' } }),
    green: ['siegel-0100-extra-specs'],
    actions: ['set-extra-specs'],
  },
  {
    name: 'a flavor that promises more than it has',
    cloud: withExtraFlavor({ name: 'SCS-4V-24', vcpus: 2, ramMiB: 8192 }),
    green: ['scs-0100-semantics-check'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a flavor whose name breaks the rule',
    cloud: withExtraFlavor({ name: 'SCS-3V-12-20q', vcpus: 3, ramMiB: 12288, diskGiB: 20 }),
    green: ['scs-0100-syntax-check'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a flavor with the right name already taken',
    cloud: withExtraFlavor({ name: 'SCS-2V-8-x', vcpus: 2, ramMiB: 8192 }),
    green: ['scs-0100-syntax-check'],
    actions: ['replace-flavor'],
  },
  {
    name: 'a list of aspects that is not sorted',
    cloud: withDescription('[scs:replicated, encrypted] safe'),
    green: ['scs-0114-syntax-check'],
    actions: ['set-volume-type-description'],
  },
  {
    name: 'a list of aspects with one twice',
    cloud: withDescription('[scs:encrypted, encrypted, replicated] safe'),
    green: ['scs-0114-syntax-check'],
    actions: ['set-volume-type-description'],
  },
  {
    name: 'a list of aspects that never ends',
    cloud: withDescription('[scs:encrypted, replicated'),
    green: ['scs-0114-replicated-type', 'scs-0114-syntax-check'],
    actions: ['set-volume-type-description'],
  },
  {
    name: 'a list of aspects in capitals',
    cloud: withDescription('[SCS:encrypted, replicated] safe'),
    green: ['scs-0114-replicated-type'],
    actions: ['set-volume-type-description'],
  },
  {
    name: 'nobody says that volumes are replicated',
    cloud: withDescription('safe'),
    green: [],
    actions: [],
    byHand: ['scs-0114-replicated-type'],
  },
  ...['compute', 'identity', 'image', 'network', 'load-balancer', 'placement'].map((type) => ({
    name: `the service ${type} is not in the catalogue`,
    cloud: withoutService(type),
    green: [`scs-0123-service-${type}`],
    actions: ['register-service'],
  })),
  {
    name: 'block storage is not in the catalogue',
    cloud: withoutService('block-storage'),
    green: ['scs-0123-storage-apis'],
    actions: ['register-service'],
  },
  {
    name: 'the key manager is not in the catalogue',
    cloud: withoutService('key-manager'),
    green: ['scs-0116-presence'],
    actions: ['register-service'],
  },
  {
    name: 'new security groups let everybody in',
    cloud: {
      securityGroupRules: {
        path: 'template',
        rules: [
          ...healthyCloud().securityGroupRules.rules,
          { ...RULE, id: 'open', direction: 'ingress', ethertype: 'IPv4' },
        ],
      },
    },
    green: ['scs-0115-default-rules'],
    actions: ['delete-security-group-rule'],
  },
]

function observe(cloud: Cloud): ObservedFacts {
  const entries = Object.entries(cloud).map(([name, value]) => {
    FACT_SCHEMAS[name as FactName].parse(value)
    return [name, { ok: true, value, observedAt: AT.toISOString() }]
  })
  return Object.fromEntries(entries)
}

const judge = (facts: ObservedFacts) => judgeFacts(RELEASED, facts, AT)

function failures(facts: ObservedFacts): string[] {
  return [...judge(facts)].flatMap(([id, { verdict }]) => (verdict === 'FAIL' ? [id] : [])).sort()
}

describe('a plan for a cloud that is broken in one way', () => {
  test('the unbroken cloud needs no plan', () => {
    const facts = observe(healthyCloud())
    const verdicts = [...judge(facts)].filter(([, { verdict }]) => verdict !== 'PASS')
    assert.deepEqual(verdicts, [])
    assert.deepEqual(makePlan({ facts, testcases: RELEASED, at: AT, judge }), { steps: [], byHand: [] })
  })

  test('there are at least 50 ways, each with a name of its own', () => {
    assert.ok(MUTATIONS.length >= 50, `${MUTATIONS.length}`)
    assert.equal(new Set(MUTATIONS.map(({ name }) => name)).size, MUTATIONS.length)
  })

  for (const { name, cloud, green, actions, byHand = [] } of MUTATIONS) {
    test(name, () => {
      const facts = observe({ ...healthyCloud(), ...cloud })
      assert.deepEqual(failures(facts), [...green, ...byHand].sort(), 'the cloud is not broken as the row says')
      const plan = makePlan({ facts, testcases: RELEASED, at: AT, judge })
      assert.deepEqual(
        plan.steps.map(({ action }) => action.kind),
        actions,
      )
      assert.deepEqual(
        plan.byHand.flatMap(({ testcaseIds }) => testcaseIds),
        byHand,
      )
      const verification = verifyPlan(plan.steps, { facts, at: AT, judge })
      assert.deepEqual(verification.turnedGreen, green)
      assert.ok(verification.isExact, JSON.stringify(verification))
    })
  }

  test('a cloud that is broken in all these ways at once gets one plan that does what it says', () => {
    const parts = MUTATIONS.map(({ cloud }) => cloud)
    for (let first = 0; first < parts.length; first += 7) {
      const facts = observe(Object.assign(healthyCloud(), ...parts.slice(first, first + 7)))
      const plan = makePlan({ facts, testcases: RELEASED, at: AT, judge })
      const verification = verifyPlan(plan.steps, { facts, at: AT, judge })
      assert.ok(verification.isExact, JSON.stringify(verification))
      const planned = [...verification.turnedGreen, ...plan.byHand.flatMap(({ testcaseIds }) => testcaseIds)].sort()
      assert.deepEqual(planned, failures(facts))
    }
  })

  test('300 clouds broken in many ways at once get plans that do exactly what they say', () => {
    const next = numbersFrom(1)
    const pick = <T>(list: readonly T[]): T => list[next() % list.length] as T
    let planned = 0
    for (let round = 0; round < 300; round += 1) {
      const cloud = healthyCloud()
      const damaged = Array.from({ length: 1 + (next() % 6) }, () => pick(cloud.providedImages))
      for (const image of damaged) {
        const property = pick(Object.keys(image.properties))
        Object.assign(image.properties, { [property]: pick(['', 'x', null, 7, 'GENERIC', '2026-08-20', 'none']) })
      }
      const flavor = pick(cloud.flavors)
      Object.assign(flavor, pick([{ ramMiB: 100 }, { vcpus: 99 }, { name: 'SCS-x' }, { extraSpecs: {} }, {}]))
      const facts = observe(cloud)
      const plan = makePlan({ facts, testcases: RELEASED, at: AT, judge })
      const verification = verifyPlan(plan.steps, { facts, at: AT, judge })
      assert.ok(verification.isExact, JSON.stringify(verification))
      const covered = [...verification.turnedGreen, ...plan.byHand.flatMap(({ testcaseIds }) => testcaseIds)].sort()
      assert.deepEqual(covered, failures(facts))
      planned += verification.turnedGreen.length
    }
    assert.ok(planned > 600, `only ${planned} testcases turned green`)
  })
})

/** Numbers that look random and are the same in every run (linear congruential, Numerical Recipes). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state >>> 8
  }
}

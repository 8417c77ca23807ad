import { MOZILLA_INTERMEDIATE } from '#facts/derived/tls/mozilla-intermediate.ts'
import type { SecurityGroupRules } from '#facts/openstack/security-group-rules.ts'
import type { VolumeType } from '#facts/openstack/volume-types.ts'
import { healthyTlsServer } from '#facts/tls/healthy-tls-server.ts'
import type { TlsServer } from '#facts/tls/tls-servers.ts'
import { ownFlavor, variedStandardFlavor } from './generated-flavors.ts'
import { hiddenRuin, ownImage, rotatedOut, variedImage } from './generated-images.ts'
import { type Draft, healthyFacts, templateRule } from './healthy-facts.ts'
import { type Dice, seededDice } from './seeded-dice.ts'

/** A cloud that satisfies every testcase of the IaaS scope at a moment. */
export interface HealthyCloud {
  readonly facts: Draft
  readonly at: Date
}

const MS_PER_DAY = 86_400_000
/** Where the tables of releases reach: Ubuntu 26.04 is required, and Debian 14 is not out. */
const [EARLIEST, DAYS] = [Date.parse('2026-05-02T00:00:00Z'), 360]

/**
 * Makes up a healthy cloud: everything that the standards leave to the operator is chosen by the seed, the moment
 * included. The same seed gives the same cloud.
 */
export function healthyCloud(seed: number): HealthyCloud {
  const dice = seededDice(seed)
  const at = new Date(EARLIEST + dice.whole(0, DAYS * 24 * 60) * 60_000)
  const facts = healthyFacts()
  facts.flavors = dice.shuffled([
    ...facts.flavors.map((flavor) => variedStandardFlavor(flavor, dice)),
    ...Array.from({ length: dice.whole(0, 20) }, (_, index) => ownFlavor(index, dice)),
  ])
  facts.providedImages = images(facts, at, dice)
  facts.volumeTypes = volumeTypes(dice)
  varyCatalogue(facts, dice)
  varyNetworks(facts, dice)
  varyTrials(facts, dice)
  facts.securityGroupRules = securityGroupRules(facts, dice)
  facts.tlsServers = Array.from({ length: dice.whole(1, 4) }, (_, index) => tlsServer(index, at, dice))
  return { facts, at }
}

function images(facts: Draft, at: Date, dice: Dice): Draft['providedImages'] {
  const standard = facts.providedImages.map((image) => variedImage(image, at, dice))
  const like = dice.oneOf(standard)
  const own = Array.from({ length: dice.whole(0, 15) }, (_, index) =>
    ownImage(index, variedImage(like, at, dice), dice),
  )
  const old = standard.filter(() => dice.chance(20)).map((image) => rotatedOut(image, at))
  const hidden = Array.from({ length: dice.whole(0, 3) }, (_, index) => hiddenRuin(index, like))
  return dice.shuffled([...standard, ...own, ...old, ...hidden])
}

function volumeTypes(dice: Dice): VolumeType[] {
  const good = dice.oneOf([
    ['[scs:encrypted, replicated]'],
    ['[scs:encrypted,replicated] LUKS'],
    ['[scs:encrypted]', '[scs: replicated ] three times'],
  ])
  const other = dice.someOf([null, '', 'fast', '[not a list]', '[SCS:odd]', '[scs:encrypted, ssd]'])
  return dice
    .shuffled([...good, ...other])
    .map((description, index) => ({ id: `${index}`, name: `type-${index}`, description, isPublic: dice.chance(90) }))
}

function varyCatalogue(facts: Draft, dice: Dice): void {
  const catalogue = facts.serviceCatalogue
  const blockStorage = dice.oneOf(['block-storage', 'volumev3', 'volumev2', 'volume', 'block-store'])
  const services = catalogue.services
    .filter(({ type }) => type !== 'dns' || dice.chance(50))
    .map((service) => (service.type === 'block-storage' ? { ...service, type: blockStorage } : service))
    .map((service) => ({
      ...service,
      endpoints: dice.shuffled([
        ...service.endpoints,
        ...(dice.chance(30) ? [{ interface: 'admin', region: 'RegionOne', url: 'http://10.0.0.9' }] : []),
        ...(dice.chance(30) ? [{ interface: 'public', region: 'RegionTwo', url: 'https://two.example.org' }] : []),
      ]),
    }))
  const region = dice.chance(80) ? catalogue.region : null
  facts.serviceCatalogue = { ...catalogue, region, services: dice.shuffled(services) }
  const host = 'https://object-store.example.org'
  facts.swiftS3Answer = dice.oneOf([
    { outcome: 's3', host, evidence: 'InvalidAccessKeyId' },
    { outcome: 'not-s3', host, evidence: '404 text/plain' },
    { outcome: 'no-swift', host: null, evidence: '' },
  ] as const)
  const extensions = ['dns-domain-ports', 'subnet-dns-publish-fixed-ip', 'dns-integration-domain-keywords']
  facts.networkExtensions = dice.shuffled(['router', 'external-net', 'dns-integration', ...dice.someOf(extensions)])
}

function varyNetworks(facts: Draft, dice: Dice): void {
  const hasIpv4 = dice.chance(80)
  const addressScopeId = dice.oneOf([null, 'scope-6'])
  facts.providerNetworks = facts.providerNetworks.map((network) => ({
    ...network,
    isShared: dice.chance(20),
    subnetCount: dice.whole(1, 5),
    ipVersions: hasIpv4 ? [4, 6] : [6],
    ipv6AddressScopeId: addressScopeId,
  }))
  facts.floatingIpTrial = {
    network: 'default',
    quota: dice.oneOf([null, -1, 1, 50]),
    used: dice.oneOf([null, 0]),
    allocate: hasIpv4 ? { kind: 'done' } : { kind: 'refused', status: 400, message: 'no IPv4 subnet' },
  }
  facts.subnetPools = facts.subnetPools
    .filter(({ ipVersion }) => ipVersion === 6 || dice.chance(60))
    .flatMap((pool) => [
      pool.ipVersion === 6
        ? { ...pool, addressScopeId, minPrefixLength: dice.whole(48, 64), maxPrefixLength: dice.whole(64, 128) }
        : pool,
      ...(dice.chance(30) ? [{ ...pool, id: `${pool.id}-own`, isShared: false }] : []),
      ...(dice.chance(30) ? [{ ...pool, id: `${pool.id}-more`, isDefault: false }] : []),
    ])
  const prefix = `${dice.whole(0x2000, 0x3fff).toString(16)}:${dice.whole(0, 0xffff).toString(16)}`
  facts.ipv6Allocation = {
    pool: 'default',
    createNetwork: { kind: 'done' },
    createSubnet: { kind: 'done' },
    cidr: `${prefix}::/64`,
    router: { attach: { kind: 'done' }, externalAddresses: dice.shuffled(['203.0.113.9', `${prefix}:1::5`]) },
  }
}

function varyTrials(facts: Draft, dice: Dice): void {
  const failures = dice.whole(0, 5)
  const lines = [
    'boot noise without a mark',
    `[   70.4] cloud-init[513]: _scs-test-entropy-avail: 256`,
    `_scs-test-fips-test: rngtest: FIPS 140-2 failures: ${failures}`,
    `_scs-test-kernel: ${dice.oneOf(['5.10.0', '6.1.0-18-amd64', '6.12'])}`,
    '_scs-test-end',
  ]
  const waitedSeconds = dice.whole(10, 299)
  facts.entropyConsole = { ...facts.entropyConsole, run: { state: 'printed', hasEnded: true, waitedSeconds, lines } }
  facts.domainManagerTrial = facts.domainManagerTrial.map(({ check, outcome }) =>
    outcome.kind === 'refused'
      ? { check, outcome: { ...outcome, status: dice.oneOf([403, 404]) } }
      : { check, outcome },
  )
  if (dice.chance(20)) facts.keyManagerTrial = { keyManager: 'absent' }
  const names = ['nova', 'zone-b', 'zone-c'].slice(0, dice.whole(0, 3))
  const zones = names.map((name, index) => ({ name, isAvailable: index === 0 || dice.chance(80) }))
  facts.availabilityZones = { ...facts.availabilityZones, compute: { shown: true, zones } }
}

/** Only what comes in is a fault; which way out is left is up to the operator. */
function securityGroupRules({ securityGroupRules: { rules } }: Draft, dice: Dice): SecurityGroupRules {
  const egress = [
    templateRule({ id: 'dns', protocol: 'udp', portRangeMin: 53, portRangeMax: 53 }),
    templateRule({ id: 'any', remoteIpPrefix: '0.0.0.0/0' }),
    templateRule({ id: 'own', ethertype: 'IPv6', remoteIpPrefix: 'fd00::/8' }),
  ]
  const isTemplate = dice.chance(80)
  const own = isTemplate ? dice.someOf(rules) : rules.filter(({ direction }) => direction === 'egress')
  return { path: isTemplate ? 'template' : 'probe-group', rules: dice.shuffled([...own, ...dice.someOf(egress)]) }
}

function tlsServer(index: number, at: Date, dice: Dice): TlsServer {
  const { tls12Ciphers, tls13Suites, groups } = MOZILLA_INTERMEDIATE
  const hasTls12 = dice.chance(80)
  const days = dice.whole(2, 366)
  const age = dice.whole(0, days - 1)
  const notBefore = new Date(at.getTime() - age * MS_PER_DAY)
  const isRsa = dice.chance(40)
  const rsa = {
    keyType: 'rsa',
    keyBits: dice.oneOf([2048, 3072, 4096]),
    curve: null,
    signature: 'sha256WithRSAEncryption',
  }
  const curve = dice.oneOf(MOZILLA_INTERMEDIATE.certificateCurves)
  const ec = { keyType: 'ec', keyBits: curve === 'secp384r1' ? 384 : 256, curve, signature: 'ecdsa-with-SHA384' }
  const server = healthyTlsServer({
    versions: {
      SSLv3: 'refused',
      TLSv1: 'refused',
      'TLSv1.1': 'refused',
      'TLSv1.2': hasTls12 ? 'offered' : 'refused',
      'TLSv1.3': hasTls12 && dice.chance(20) ? 'refused' : 'offered',
    },
    tls12Ciphers: hasTls12 ? dice.someOf(tls12Ciphers) : null,
    tls13Suites: dice.someOf(tls13Suites),
    groups: [...dice.someOf(groups), ...(dice.chance(30) ? ['X25519MLKEM768'] : [])],
    dhBits: dice.oneOf([null, 2048, 4096]),
    hstsSeconds: dice.oneOf([null, 0, 31_536_000, 63_072_000]),
    certificate: {
      trust: dice.oneOf(['authority', 'configured-bundle'] as const),
      ...(isRsa ? rsa : ec),
      notBefore: notBefore.toISOString(),
      notAfter: new Date(notBefore.getTime() + days * MS_PER_DAY).toISOString(),
    },
  })
  return { ...server, origin: `https://api-${index}.example.org` }
}

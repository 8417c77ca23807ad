import type { CliFlavor, CliImage, CloudByCli } from './cloud-by-cli.ts'

/** What SCS-compatible IaaS v5.1 wants of one testcase, said a second time and without the judges of the program. */
type Expectation = (cloud: CloudByCli, at: Date) => boolean

/** The spelling of version 1, with colons, is still a name. */
const NAME = /^SCS-(\d+)([CTVL])i?[-:](\d+(?:\.5)?)u?o?(?:[-:](?:(\d+)x)?(\d*)[nhsp]?)?((?:_[a-z0-9A-Z-]+)*)$/

const STANDARD_FLAVORS = [
  ...['1V-4', '2V-8', '4V-16', '8V-32', '1V-2', '2V-4', '4V-8', '8V-16', '16V-32', '1V-8', '2V-16', '4V-32', '1L-1'],
  ...['2V-4-20s', '4V-16-100s'],
]

const UBUNTU = 'https://cloud-images.ubuntu.com/'
const SOURCES: Readonly<Record<string, readonly [name: RegExp, source: RegExp]>> = {
  'ubuntu-2404': [/^Ubuntu 24\.04$/, new RegExp(`^${UBUNTU}(releases/)?noble/`)],
  'ubuntu-2204': [/^Ubuntu 22\.04$/, new RegExp(`^${UBUNTU}(releases/)?jammy/`)],
  'ubuntu-2004': [/^Ubuntu 20\.04$/, new RegExp(`^${UBUNTU}(releases/)?focal/`)],
  'debian-13': [/^Debian 13$/, debianSource('trixie')],
  'debian-12': [/^Debian 12$/, debianSource('bookworm')],
  'debian-11': [/^Debian 11$/, debianSource('bullseye')],
  'capi-1': [/^ubuntu-capi-image v\d\.\d+/, /openstack-k8s-capi-images\/ubuntu-2[24]04-kube/],
  'capi-2': [/^ubuntu-capi-image-v\d\.\d+/, /openstack-k8s-capi-images\/ubuntu-2[24]04-kube/],
}

const DAY = String.raw`\d{4}-\d\d-\d\d`
const PROPERTIES: Readonly<Record<string, RegExp>> = {
  architecture: /^(x86_64|aarch64|i686|ppc64le|riscv64|s390x)$/,
  hw_disk_bus: /^(scsi|virtio|sata|ide|usb|fdc|xen|lxc|uml|nvme)$/,
  image_description: /\S/,
  image_original_user: /\S/,
  image_source: /^(private$|https?:\/\/[^/]+\/|ftps?:\/\/[^/]+\/)/,
  os_distro: /^[a-z][a-z0-9-]*$/,
  os_version: /^\d+(\.\d+)*$/,
  provided_until: new RegExp(`^(none|notice|${DAY})$`),
  replace_frequency: /^(yearly|quarterly|monthly|weekly|daily|critical_bug|never)$/,
  uuid_validity: new RegExp(`^(none|notice|forever|last-\\d+|${DAY})$`),
}

const DAYS_OF: Readonly<Record<string, number>> = { daily: 1, weekly: 7, monthly: 31, quarterly: 92, yearly: 366 }
const GRACE_DAYS = 3

const SERVICES: Readonly<Record<string, RegExp>> = {
  compute: /^compute/,
  identity: /^identity/,
  image: /^image$/,
  'load-balancer': /^load-balancer$/,
  network: /^network$/,
  placement: /^placement$/,
}

/**
 * Testcases of v5.1 that the command line cannot answer by itself, and what is expected of a cloud in order: a virtual
 * machine would have to be booted and its console read, or a server asked in a protocol that the command does not speak.
 */
export const NOT_BY_CLI = ['scs-0101-entropy-avail', 'scs-0101-fips-test', 'scs-0123-swift-s3']

/** By testcase: whether the cloud should pass. */
export const EXPECTATIONS: Readonly<Record<string, Expectation>> = {
  'scs-0100-syntax-check': ({ flavors }) => flavors.every(({ Name }) => !Name.startsWith('SCS-') || NAME.test(Name)),
  'scs-0100-semantics-check': ({ flavors }) => flavors.every(keepsItsName),
  ...Object.fromEntries(STANDARD_FLAVORS.map((size) => [`scs-0103-flavor-${size.toLowerCase()}`, hasFlavor(size)])),
  ...Object.fromEntries(
    Object.entries(PROPERTIES).map(([property, rule]): [string, Expectation] => [
      `scs-0102-prop-${property}`,
      ({ images }) => images.every(({ properties }) => rule.test(properties[property] ?? '')),
    ]),
  ),
  'scs-0102-prop-image_build_date': ({ images }, at) => images.every((image) => isBuilt(image, at)),
  'scs-0102-prop-min_disk': ({ images }) => images.every(({ min_disk }) => min_disk > 0),
  'scs-0102-prop-min_ram': ({ images }) => images.every(({ min_ram }) => min_ram > 0),
  'scs-0102-image-recency': ({ images }, at) => images.every((image) => isCurrent(image, at)),
  'scs-0104-image-ubuntu-2404': ({ images }) => images.some(({ name }) => name === 'Ubuntu 24.04'),
  ...Object.fromEntries(
    Object.entries(SOURCES).map(([key, [name, source]]): [string, Expectation] => [
      `scs-0104-source-${key}`,
      ({ images }) =>
        images.every((image) => !name.test(image.name) || source.test(image.properties.image_source ?? '')),
    ]),
  ),
  'scs-0114-syntax-check': ({ volumeTypes }) =>
    volumeTypes.every(({ Description }) => {
      const text = Description ?? ''
      return !text.startsWith('[scs:') || /^\[scs:(encrypted|replicated|encrypted, replicated)\]( |$)/.test(text)
    }),
  // What comes from the own group may come in (scs-0115).
  'scs-0115-default-rules': ({ newGroupRules }) =>
    newGroupRules.some(({ Direction }) => Direction === 'egress') &&
    newGroupRules.every((rule) => rule.Direction === 'egress' || rule['Remote Security Group'] !== null),
  'scs-0116-permissions': ({ canKeepSecrets }) => canKeepSecrets,
  'scs-0117-test-backup': ({ backupServices }) =>
    backupServices.some(({ State, Status }) => State === 'up' && Status === 'enabled'),
  ...Object.fromEntries(
    Object.entries(SERVICES).map(([service, type]): [string, Expectation] => [
      `scs-0123-service-${service}`,
      ({ catalogue }) => catalogue.some(({ Type }) => type.test(Type)),
    ]),
  ),
  'scs-0123-storage-apis': ({ catalogue }) => catalogue.some(({ Type }) => /^(volume|block-stor)/.test(Type)),
}

function debianSource(codename: string): RegExp {
  return new RegExp(`^https://(cloud\\.debian\\.org/images|cdimage\\.debian\\.org/cdimage)/cloud/${codename}/`)
}

function keepsItsName({ Disk, Name, RAM, VCPUs }: CliFlavor): boolean {
  const [, cpus, , memory, , disk] = NAME.exec(Name) ?? []
  if (cpus === undefined || memory === undefined) return true
  return VCPUs >= Number(cpus) && RAM >= Number(memory) * 1024 && Disk >= Number(disk ?? 0)
}

function hasFlavor(size: string): Expectation {
  const name = `SCS-${size}`
  const [, cpus, kind, memory, , disk] = NAME.exec(name) ?? []
  return ({ flavors }) => {
    const flavor = flavors.find(({ Name }) => Name === name)
    if (flavor === undefined) return false
    const { Disk, Properties, RAM, VCPUs } = flavor
    return (
      VCPUs === Number(cpus) &&
      RAM === Number(memory) * 1024 &&
      Disk === Number(disk ?? 0) &&
      Properties['scs:name-v1'] === name.replace(/^(SCS-\d+[VL])-(\d+)(?:-(\d+))?/, oldName) &&
      Properties['scs:name-v2'] === name &&
      Properties['scs:cpu-type'] === (kind === 'L' ? 'crowded-core' : 'shared-core') &&
      Properties['scs:disk0-type'] === (size.endsWith('s') ? 'ssd' : undefined)
    )
  }
}

/** `SCS-2V:4:20s`, as names were written before version 2. */
function oldName(_: string, cpus: string, memory: string, disk?: string): string {
  return `${cpus}:${memory}${disk === undefined ? '' : `:${disk}`}`
}

function isBuilt({ properties }: CliImage, at: Date): boolean {
  const date = properties.image_build_date ?? ''
  return new RegExp(`^${DAY}`).test(date) && Date.parse(date.slice(0, 10)) <= at.getTime()
}

/** A period of the calendar counts as its longest: the difference is for a test in which time is moved. */
function isCurrent({ created_at, properties }: CliImage, at: Date): boolean {
  const days = DAYS_OF[properties.replace_frequency ?? '']
  const until = properties.provided_until ?? ''
  if (days === undefined || until === 'none' || until < at.toISOString().slice(0, 10)) return true
  return at.getTime() <= Date.parse(created_at) + (days + GRACE_DAYS) * 86_400_000
}

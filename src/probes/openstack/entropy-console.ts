import { z } from 'zod'
import { abortReasonOf, CloudError } from '#clouds/openstack/cloud-error.ts'
import { SERVER } from '#clouds/openstack/resources/compute-kinds.ts'
import { NETWORK_KIND, ROUTER, ROUTER_INTERFACE, SUBNET } from '#clouds/openstack/resources/network-kinds.ts'
import { VOLUME } from '#clouds/openstack/resources/volume-kinds.ts'
import { type Rhythm, USUAL_RHYTHM, waitForState } from '#clouds/openstack/resources/wait-for-state.ts'
import type { CreatedResource, WaitWish } from '#clouds/openstack/resources/workbench.ts'
import { COMPUTE } from '#clouds/openstack/services.ts'
import { isQuotaRefusal } from '#facts/derived/call-refusal.ts'
import { chooseEntropyMachine } from '#facts/derived/entropy/choose-entropy-machine.ts'
import { ENTROPY_MARK, hasScriptFailed } from '#facts/derived/entropy/entropy-console-sections.ts'
import { imageText } from '#facts/derived/image-property.ts'
import type { ENTROPY_STEPS, EntropyConsole } from '#facts/openstack/entropy-console.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import type { ProviderNetwork } from '#facts/openstack/provider-networks.ts'
import type { AbortReason } from '#vocabulary/abort-reason.ts'
import { defineProbe, type Observation } from '../define-probe.ts'
import type { ProbeSettings } from '../probe-settings.ts'
import { ENTROPY_END, entropyUserData } from './entropy-user-data.ts'

type Step = (typeof ENTROPY_STEPS)[number]
type Run = EntropyConsole['run']

const SMALLEST_DISK_GIB = 8
const LARGEST_DISK_GIB = 100
const MOST_LINES = 5_000
const LONGEST_LINE = 1_000

/** What keeps the virtual machine from printing, with the step at which it happened. */
class Stopped extends Error {
  readonly step: Step

  constructor(step: Step, cause: unknown) {
    super(`stopped at ${step}`, { cause })
    this.step = step
  }
}

/** Boots a virtual machine that measures its random numbers and prints the result to its console (scs-0101-w1). */
export const entropyConsoleProbe = defineProbe({
  gives: 'entropyConsole',
  from: 'openstack',
  cost: 'heavy',
  calls: [
    'network POST /v2.0/networks',
    'network POST /v2.0/subnets',
    'network POST /v2.0/routers',
    'network PUT /v2.0/routers/{id}/add_router_interface',
    'network PUT /v2.0/routers/{id}/remove_router_interface',
    'network GET /v2.0/ports',
    'network DELETE /v2.0/routers/{id}',
    'network DELETE /v2.0/subnets/{id}',
    'network DELETE /v2.0/networks/{id}',
    'block-storage POST /v3/{project}/volumes',
    'block-storage GET /v3/{project}/volumes/{id}',
    'block-storage DELETE /v3/{project}/volumes/{id}',
    'compute POST /v2.1/servers',
    'compute GET /v2.1/servers/{id}',
    'compute POST /v2.1/servers/{id}/action',
    'compute DELETE /v2.1/servers/{id}',
  ],
  creates: [
    { kind: 'network', most: 1 },
    { kind: 'subnet', most: 1 },
    { kind: 'router', most: 1 },
    { kind: 'router-interface', most: 1 },
    { kind: 'volume', most: 1, gibibytes: SMALLEST_DISK_GIB },
    { kind: 'server', most: 1, minutes: 20 },
  ],
  needs: ['providedImages', 'flavors', 'providerNetworks'],
  effort: {
    // One for each object, and one for the reason if the machine does not start.
    single: 7,
    waits: ({ entropy, rhythm }) => [
      { limitMs: entropy.volumeLimitSeconds * 1_000, rhythm },
      { limitMs: entropy.bootLimitSeconds * 1_000, rhythm },
      { limitMs: entropy.consoleLimitSeconds * 1_000, rhythm: consoleRhythm(entropy) },
    ],
  },
  mostMinutes: 20,
  async observe(observation) {
    let image: Image | undefined
    let flavor: Flavor | undefined
    let run: Run
    try {
      const [images, flavors] = await Promise.all([
        inStep('image', () => observation.need('providedImages')),
        inStep('flavor', () => observation.need('flavors')),
      ])
      const machine = chooseEntropyMachine(images, flavors)
      image = machine.image
      flavor = machine.flavor
      if (image === undefined) throw new Stopped('image', inconclusive('There is no image that could be booted.'))
      if (flavor === undefined) throw new Stopped('flavor', inconclusive('No flavor fits the image.'))
      run = await runMachine(observation, image, flavor)
    } catch (error) {
      if (!(error instanceof Stopped)) throw error
      run = { state: 'stopped', step: error.step, reason: reasonOf(error.cause) }
    }
    return {
      image: image === undefined ? null : shownImage(image),
      flavor: flavor === undefined ? null : { id: flavor.id, name: flavor.name },
      run,
    }
  },
})

/** A used-up quota says nothing about the cloud; Nova reports it with the status for missing permissions. */
function reasonOf(cause: unknown): AbortReason {
  const reason = abortReasonOf(cause)
  if (!(cause instanceof CloudError) || cause.said === undefined || cause.status === undefined) return reason
  return isQuotaRefusal({ status: cause.status, message: cause.said }) ? { ...reason, class: 'inconclusive' } : reason
}

async function runMachine(observation: Observation, image: Image, flavor: Flavor): Promise<Run> {
  const [networkId, volume] = await Promise.all([
    inStep('network', () => makeNetwork(observation)),
    inStep('server', () => makeVolume(observation, image)),
  ])
  const server = await inStep('server', () => makeServer(observation, { networkId, volume, image, flavor }))
  await inStep('boot', () => waitUntilActive(observation, server))
  return inStep('console', () => readConsole(observation, server))
}

/** A network with a way out, for the package mirrors. Nothing comes in: there is neither key nor floating IP. */
async function makeNetwork({ need, settings, workbench }: Observation): Promise<string> {
  const external = wayOut(await need('providerNetworks'))
  if (external === undefined) throw inconclusive('There is no external network, and without one no package mirror.')
  const [network, router] = await Promise.all([
    workbench.create(NETWORK_KIND, { label: '0101-net', body: (name) => ({ network: { name } }) }),
    workbench.create(ROUTER, {
      label: '0101-router',
      body: (name) => ({ router: { name, external_gateway_info: { network_id: external.id } } }),
    }),
  ])
  const subnet = await workbench.create(SUBNET, {
    label: '0101-subnet',
    body: (name) => ({
      subnet: {
        name,
        network_id: network.id,
        ip_version: 4,
        cidr: '10.1.0.0/24',
        gateway_ip: '10.1.0.1',
        enable_dhcp: true,
        allocation_pools: [{ start: '10.1.0.100', end: '10.1.0.199' }],
        dns_nameservers: settings.entropy.nameServers,
      },
    }),
  })
  await workbench.create(ROUTER_INTERFACE, {
    label: '0101-interface',
    method: 'PUT',
    path: `/routers/${encodeURIComponent(router.id)}/add_router_interface`,
    id: subnet.id,
    parentId: router.id,
    body: () => ({ subnet_id: subnet.id }),
  })
  return network.id
}

/** The standard external network, else the first that is not known to have IPv6 only. */
function wayOut(networks: readonly ProviderNetwork[]): ProviderNetwork | undefined {
  const external = networks.filter(({ isExternal }) => isExternal)
  const usable = external.filter(({ ipVersions }) => ipVersions === null || ipVersions.includes(4))
  return usable.find(({ isDefault }) => isDefault) ?? usable[0] ?? external[0]
}

/** A volume of our own and not one that Nova makes: that one has no name, so nobody could tell whose it is. */
async function makeVolume({ settings, workbench }: Observation, image: Image): Promise<CreatedResource> {
  const size = Math.max(typeof image.minDiskGiB === 'number' ? image.minDiskGiB : 0, SMALLEST_DISK_GIB)
  if (size > LARGEST_DISK_GIB) throw inconclusive(`The image wants a disk of ${size} GiB.`)
  const volume = await workbench.create(VOLUME, {
    label: '0101-volume',
    body: (name) => ({ volume: { name, size, imageRef: image.id } }),
  })
  const limitMs = settings.entropy.volumeLimitSeconds * 1_000
  const { outcome, seconds, status } = await workbench.waitFor(volume, { until: 'available', limitMs })
  if (outcome === 'reached') return volume
  throw notReached('The volume with the image', { outcome, seconds, status })
}

async function makeServer(
  { settings, workbench }: Observation,
  parts: { networkId: string; volume: CreatedResource; image: Image; flavor: Flavor },
): Promise<CreatedResource> {
  const userData = entropyUserData(imageText(parts.image, 'os_distro') ?? '', settings.entropy.mirrors)
  return workbench.create(SERVER, {
    label: '0101-server',
    body: (name) => ({
      server: {
        name,
        flavorRef: parts.flavor.id,
        networks: [{ uuid: parts.networkId }],
        config_drive: true,
        user_data: Buffer.from(userData).toString('base64'),
        block_device_mapping_v2: [
          {
            boot_index: 0,
            uuid: parts.volume.id,
            source_type: 'volume',
            destination_type: 'volume',
            delete_on_termination: false,
          },
        ],
      },
    }),
  })
}

const faultSchema = z.object({ server: z.object({ fault: z.object({ message: z.string() }).optional() }) })

async function waitUntilActive({ openstack, settings, signal, workbench }: Observation, server: CreatedResource) {
  const wish: WaitWish = { until: 'active', limitMs: settings.entropy.bootLimitSeconds * 1_000 }
  const waited = await workbench.waitFor(server, wish)
  if (waited.outcome === 'reached') return
  const path = `/servers/${encodeURIComponent(server.id)}`
  const shown = await openstack.fetch(COMPUTE, path, { signal }).catch(() => undefined)
  throw notReached('The virtual machine', waited, faultSchema.safeParse(shown).data?.server.fault?.message)
}

const consoleSchema = z.object({ output: z.string().nullable() })

/** Machines print for a while, so that the first pause may be longer than for other things. */
function consoleRhythm({ consolePauseMs }: ProbeSettings['entropy']): Rhythm {
  return { firstMs: consolePauseMs, longestMs: Math.max(consolePauseMs, USUAL_RHYTHM.longestMs) }
}

async function readConsole({ openstack, settings, signal }: Observation, server: CreatedResource): Promise<Run> {
  const path = `/servers/${encodeURIComponent(server.id)}/action`
  const body = { 'os-getConsoleOutput': {} }
  let lines: readonly string[] = []
  const { outcome, seconds } = await waitForState({
    async read() {
      // 409: the machine is not ready to be asked.
      const answer = await openstack.send(COMPUTE, { method: 'POST', path, body, accept: [409], signal })
      const output = answer.status === 409 ? null : consoleSchema.parse(answer.body).output
      lines = (output ?? '').split(/\r?\n|\r/)
      return lines.some((line) => line.includes(ENTROPY_END)) ? 'ended' : 'printing'
    },
    isReached: (status) => status === 'ended',
    isHopeless: () => false,
    limitMs: settings.entropy.consoleLimitSeconds * 1_000,
    signal,
    rhythm: consoleRhythm(settings.entropy),
  })
  return { state: 'printed', hasEnded: outcome === 'reached', waitedSeconds: seconds, lines: worthKeeping(lines) }
}

function worthKeeping(lines: readonly string[]): string[] {
  const kept = lines.filter((line) => line.includes(ENTROPY_MARK) || hasScriptFailed([line]))
  return kept.slice(0, MOST_LINES).map((line) => line.slice(0, LONGEST_LINE))
}

async function inStep<T>(step: Step, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof Stopped ? error : new Stopped(step, error)
  }
}

function notReached(
  what: string,
  { outcome, seconds, status }: { outcome: string; seconds: number; status: string },
  fault?: string,
): CloudError {
  const said = fault === undefined ? '' : `: ${fault.slice(0, 300)}`
  if (outcome === 'too-slow') {
    const detail = `${what} was not ready after ${Math.round(seconds)} seconds (last state ${status})${said}.`
    return new CloudError({ class: 'time-out', detail })
  }
  return new CloudError({ class: 'provider-error', detail: `${what} ended as ${status || 'deleted'}${said}.` })
}

function inconclusive(detail: string): CloudError {
  return new CloudError({ class: 'inconclusive', detail })
}

function shownImage(image: Image): NonNullable<EntropyConsole['image']> {
  const { id, name } = image
  return {
    id,
    name,
    distribution: imageText(image, 'os_distro') ?? '',
    version: imageText(image, 'os_version') ?? '',
  }
}

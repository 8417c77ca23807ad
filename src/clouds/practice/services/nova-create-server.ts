import { z } from 'zod'
import type { PracticeFlavor } from '../content/flavors.ts'
import { isWithinQuota } from '../content/quotas.ts'
import { createObject } from '../objects/create-object.ts'
import { findOwned, moveOn } from '../objects/owned-objects.ts'
import type { PracticeObject } from '../objects/practice-object.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeState } from '../practice-exchange.ts'
import { randomSecret } from '../randomness.ts'
import { readJsonBody } from '../read-json-body.ts'
import { createVolume, volumeQuotaRefusal } from './cinder-volumes.ts'
import { createPort } from './neutron-ports.ts'
import { findUsableNetwork } from './neutron-visibility.ts'
import { type NovaCall, novaFault, novaInstant, novaLinks } from './nova-answers.ts'
import { computeUsage } from './nova-limits.ts'

/** Seconds after which the scheduler has found a host, and after which the machine runs. */
const SCHEDULED_AFTER = 1
const ACTIVE_AFTER = 8

const blockDeviceSchema = z.object({
  boot_index: z.union([z.number(), z.string()]).nullish(),
  uuid: z.string().optional(),
  source_type: z.string(),
  destination_type: z.string().optional(),
  volume_size: z.union([z.number(), z.string().regex(/^\d{1,6}$/)]).optional(),
  delete_on_termination: z.boolean().optional(),
})

const newServerSchema = z.object({
  server: z.object({
    name: z.string().min(1).max(255),
    flavorRef: z.union([z.string().min(1), z.number()]),
    imageRef: z.string().optional(),
    networks: z
      .union([
        z.array(z.object({ uuid: z.string().optional(), port: z.string().optional() })),
        z.enum(['auto', 'none']),
      ])
      .optional(),
    user_data: z.string().max(65_535).nullish(),
    config_drive: z.union([z.boolean(), z.string()]).nullish(),
    key_name: z.string().nullish(),
    metadata: z.record(z.string(), z.string()).optional(),
    block_device_mapping_v2: z.array(blockDeviceSchema).optional(),
  }),
})

type ServerWish = z.infer<typeof newServerSchema>['server']
type BlockDevice = z.infer<typeof blockDeviceSchema>

/** `POST /servers`: boots from a volume that is made from an image, or from an existing volume. */
export function createServer(call: NovaCall): PracticeAnswer {
  const { request, session, state } = call
  const body = readJsonBody(request, newServerSchema)
  if (body.kind === 'not-json') return badRequest('Malformed request body')
  if (body.kind === 'wrong') return badRequest(`Invalid input for field/attribute ${body.path}. ${body.message}`)
  const wish = body.value.server
  const flavor = state.content.flavors.find(({ id }) => id === String(wish.flavorRef))
  if (flavor === undefined) return badRequest(`Flavor ${wish.flavorRef} could not be found.`)
  const networks = Array.isArray(wish.networks) ? wish.networks : []
  for (const { uuid } of networks) {
    if (uuid !== undefined && findUsableNetwork(uuid, session, state) === undefined) {
      return badRequest(`Network ${uuid} could not be found.`)
    }
  }
  const isKeyKnown = state.objects
    .list('keypair')
    .some((keypair) => keypair.userId === session.user.id && keypair.name === wish.key_name)
  if (wish.key_name != null && !isKeyKnown) return badRequest('Invalid key_name provided.')
  const refusal = computeQuotaRefusal(flavor, call)
  if (refusal !== undefined) return refusal
  const volume = bootVolume(wish, flavor, call)
  if (isAnswer(volume)) return volume
  const server = newServer(wish, flavor, call)
  volume.fields.serverId = server.id
  for (const { uuid } of networks) {
    if (uuid !== undefined)
      createPort({ networkId: uuid, deviceId: server.id, deviceOwner: 'compute:nova' }, session, state)
  }
  develop(server, volume, state)
  const answer = {
    id: server.id,
    links: novaLinks('servers', server.id, state),
    'OS-DCF:diskConfig': 'MANUAL',
    security_groups: [{ name: 'default' }],
    adminPass: randomSecret(state.randomness).slice(0, 12),
  }
  return jsonAnswer(202, { server: answer }, { location: `${state.origin}/compute/v2.1/servers/${server.id}` })
}

function newServer(wish: ServerWish, flavor: PracticeFlavor, { session, state }: NovaCall): PracticeObject {
  const owner = { projectId: session.user.projectId, userId: session.user.id }
  return createObject(state, owner, 'server', {
    name: wish.name,
    status: 'BUILD',
    fields: {
      flavorId: flavor.id,
      vcpus: flavor.vcpus,
      ram: flavor.ram,
      userData: wish.user_data ?? '',
      configDrive: wish.config_drive === true || /^true$/i.test(String(wish.config_drive)),
      keyName: wish.key_name ?? null,
      metadata: wish.metadata ?? {},
      taskState: 'scheduling',
    },
  })
}

function computeQuotaRefusal(flavor: PracticeFlavor, { session, state }: NovaCall): PracticeAnswer | undefined {
  const used = computeUsage(session, state)
  const wanted = { instances: 1, cores: flavor.vcpus, ram: flavor.ram }
  for (const name of ['instances', 'cores', 'ram'] as const) {
    const limit = state.content.quotas.compute[name]
    if (isWithinQuota(limit, used[name], wanted[name])) continue
    const figures = `Requested ${wanted[name]}, but already used ${used[name]} of ${limit} ${name}`
    return novaFault('forbidden', 403, `Quota exceeded for ${name}: ${figures}`)
  }
  return undefined
}

function bootVolume(wish: ServerWish, flavor: PracticeFlavor, call: NovaCall): PracticeObject | PracticeAnswer {
  const { session, state } = call
  const device = wish.block_device_mapping_v2?.find((candidate) => Number(candidate.boot_index ?? -1) === 0)
  if (device === undefined) {
    if (!wish.imageRef) return badRequest('Block Device Mapping is Invalid: no boot device.')
    // What Nova calls an image-backed server has no volume; here its disk is one that only the server shows.
    return bootFromImage({ source_type: 'image', uuid: wish.imageRef, volume_size: flavor.disk }, call)
  }
  if (device.source_type === 'image') return bootFromImage(device, call)
  const volume = findOwned('volume', device.uuid ?? '', session, state)
  if (device.source_type !== 'volume' || volume === undefined) {
    return badRequest(`Block Device Mapping is Invalid: failed to get volume ${device.uuid}.`)
  }
  if (volume.status !== 'available') return badRequest(`Block Device Mapping is Invalid: volume is ${volume.status}.`)
  volume.fields.goesWithServer = device.delete_on_termination === true
  return volume
}

function bootFromImage(device: BlockDevice, { session, state }: NovaCall): PracticeObject | PracticeAnswer {
  const image = state.content.images.find(({ id }) => id === device.uuid)
  if (image === undefined) {
    return badRequest(`Block Device Mapping is Invalid: failed to get image ${device.uuid}.`)
  }
  const size = Number(device.volume_size ?? 0)
  const minimum = Math.max(1, typeof image.minDisk === 'number' ? image.minDisk : 0)
  if (size < minimum) {
    return badRequest(
      `Volume is smaller than the minimum size specified in image metadata: ${size} GiB < ${minimum} GiB.`,
    )
  }
  const refusal = volumeQuotaRefusal(size, session, state)
  if (refusal !== undefined) return novaFault('forbidden', 403, 'Quota exceeded for resources: volumes, gigabytes.')
  const volume = createVolume({ name: '', description: '', size, imageId: image.id }, session, state)
  volume.fields.goesWithServer = device.delete_on_termination === true
  return volume
}

function develop(server: PracticeObject, volume: PracticeObject, state: PracticeState): void {
  const { building } = state.content.behaviour.server
  state.time.after(SCHEDULED_AFTER, () => {
    if (server.fields.taskState === 'scheduling') server.fields.taskState = 'block_device_mapping'
  })
  if (building === 'stuck') return
  state.time.after(ACTIVE_AFTER, () => {
    if (server.fields.taskState === 'deleting') return
    server.fields.taskState = null
    if (building === 'error' || volume.status === 'error' || volume.status === 'creating') {
      const message = 'No valid host was found. There are not enough hosts available.'
      server.fields.fault = { code: 500, created: novaInstant(state.at), message }
      moveOn(server, 'ERROR', state)
      return
    }
    const device = { id: volume.id, volume_id: volume.id, server_id: server.id, host_name: null, device: '/dev/vda' }
    volume.fields.attachments = [device]
    moveOn(volume, 'in-use', state)
    server.fields.activeSince = state.time.now()
    moveOn(server, 'ACTIVE', state)
  })
}

function isAnswer(value: PracticeObject | PracticeAnswer): value is PracticeAnswer {
  return 'headers' in value
}

function badRequest(message: string): PracticeAnswer {
  return novaFault('badRequest', 400, message)
}

import { z } from 'zod'
import { findOwned, moveOn, ownedObjects } from '../objects/owned-objects.ts'
import { numberField, type PracticeObject, textField } from '../objects/practice-object.ts'
import { pageOf } from '../page-of.ts'
import { jsonAnswer, type PracticeAnswer, type PracticeState } from '../practice-exchange.ts'
import { readJsonBody } from '../read-json-body.ts'
import { deleteVolume } from './cinder-volumes.ts'
import { releasePort } from './neutron-ports.ts'
import { type NovaCall, novaFault, novaInstant, novaLinks, unknownServer } from './nova-answers.ts'
import { consoleOutput, lastLines } from './nova-console.ts'
import { createServer } from './nova-create-server.ts'

/** Seconds that a virtual machine takes to go. */
const DELETION = 3

const actionSchema = z.object({
  'os-getConsoleOutput': z.object({ length: z.union([z.number(), z.string()]).nullish() }).nullable(),
})

/** `/servers`: create, list, show, delete, console output. */
export function answerServers(call: NovaCall): PracticeAnswer {
  const { path, request, session, state } = call
  const [, id, action] = path
  if (id === undefined && request.method === 'POST') return createServer(call)
  if (request.method === 'GET' && (id === undefined || id === 'detail')) return list(call, id === 'detail')
  const server = findOwned('server', id ?? '', session, state)
  if (server === undefined) return unknownServer(id ?? '')
  if (action === 'action' && request.method === 'POST') return act(server, call)
  if (action !== undefined) return novaFault('itemNotFound', 404, 'The resource could not be found.')
  if (request.method === 'DELETE') return remove(server, state)
  return request.method === 'GET'
    ? jsonAnswer(200, { server: renderServer(server, state) })
    : novaFault('badMethod', 405, 'The method is not allowed for this resource.')
}

function list({ request, session, state }: NovaCall, isDetailed: boolean): PracticeAnswer {
  const query = request.url.searchParams
  const asked = query.get('limit') ?? String(state.content.largestPage)
  if (!/^\d{1,9}$/.test(asked)) return novaFault('badRequest', 400, 'Invalid input for query parameters limit.')
  const name = query.get('name')
  const servers = ownedObjects('server', session, state)
    // Nova reads the name as a regular expression; a plain part of the name is enough here.
    .filter((server) => name === null || (server.name ?? '').includes(name.replace(/^\^|\$$/g, '')))
    .filter((server) => !query.has('status') || server.status === query.get('status')?.toUpperCase())
    .reverse()
  const marker = query.get('marker')
  const page = pageOf(servers, Math.min(Number(asked), state.content.largestPage), marker)
  if (page === undefined) return novaFault('badRequest', 400, `marker [${marker}] not found`)
  const items = page.items.map((server) =>
    isDetailed
      ? renderServer(server, state)
      : { id: server.id, name: server.name, links: novaLinks('servers', server.id, state) },
  )
  if (page.nextMarker === null) return jsonAnswer(200, { servers: items })
  query.set('marker', page.nextMarker)
  const href = `${state.origin}/compute${request.path}?${query}`
  return jsonAnswer(200, { servers: items, servers_links: [{ rel: 'next', href }] })
}

function act(server: PracticeObject, { request, state }: NovaCall): PracticeAnswer {
  const body = readJsonBody(request, actionSchema)
  if (body.kind === 'not-json') return novaFault('badRequest', 400, 'Malformed request body')
  if (body.kind === 'wrong') return novaFault('badRequest', 400, 'There is no such action here.')
  if (server.status !== 'ACTIVE') {
    return novaFault('conflictingRequest', 409, `Instance ${server.id} is not ready`)
  }
  const output = consoleOutput({
    name: server.name ?? '',
    userData: textField(server, 'userData'),
    age: state.time.now() - numberField(server, 'activeSince'),
    guest: state.content.behaviour.guest,
  })
  const length = body.value['os-getConsoleOutput']?.length
  return jsonAnswer(200, { output: lastLines(output, length == null ? undefined : Number(length)) })
}

function remove(server: PracticeObject, state: PracticeState): PracticeAnswer {
  const isDeleting = server.fields.taskState === 'deleting'
  server.fields.taskState = 'deleting'
  if (!isDeleting && state.content.behaviour.server.deletion === 'gone') {
    state.time.after(DELETION, () => {
      for (const port of portsOf(server, state)) releasePort(port, state)
      for (const volume of volumesOf(server, state)) {
        volume.fields.attachments = []
        if (volume.fields.goesWithServer === true) deleteVolume(volume, state)
        else moveOn(volume, 'available', state)
      }
      state.objects.remove(server)
    })
  }
  return { status: 204, headers: { 'content-type': 'application/json' }, body: '' }
}

function portsOf(server: PracticeObject, state: PracticeState): PracticeObject[] {
  return state.objects.list('port').filter((port) => port.fields.device_id === server.id)
}

function volumesOf(server: PracticeObject, state: PracticeState): PracticeObject[] {
  return state.objects.list('volume').filter((volume) => volume.fields.serverId === server.id)
}

function renderServer(server: PracticeObject, state: PracticeState): object {
  const { fields, status } = server
  const flavorId = textField(server, 'flavorId')
  const isActive = status === 'ACTIVE'
  return {
    id: server.id,
    name: server.name,
    status,
    tenant_id: server.projectId,
    user_id: server.userId,
    metadata: fields.metadata ?? {},
    hostId: isActive ? '984a40fc3e50a198d1639645e68ce45d7d2c6806b9f38048ec0eeb0c' : '',
    image: '',
    flavor: { id: flavorId, links: novaLinks('flavors', flavorId, state).slice(1) },
    created: novaInstant(server.createdAt),
    updated: novaInstant(server.updatedAt ?? server.createdAt),
    addresses: isActive ? addressesOf(server, state) : {},
    accessIPv4: '',
    accessIPv6: '',
    links: novaLinks('servers', server.id, state),
    'OS-DCF:diskConfig': 'MANUAL',
    ...(status === 'BUILD' || isActive ? { progress: 0 } : {}),
    'OS-EXT-AZ:availability_zone': isActive ? 'nova' : '',
    config_drive: fields.configDrive === true ? 'True' : '',
    key_name: fields.keyName ?? null,
    'OS-SRV-USG:launched_at': isActive
      ? novaInstant(server.updatedAt ?? server.createdAt).replace('Z', '.000000')
      : null,
    'OS-SRV-USG:terminated_at': null,
    ...(isActive ? { security_groups: [{ name: 'default' }] } : {}),
    'OS-EXT-STS:task_state': fields.taskState ?? null,
    'OS-EXT-STS:vm_state': { ACTIVE: 'active', BUILD: 'building', ERROR: 'error' }[status] ?? status.toLowerCase(),
    'OS-EXT-STS:power_state': isActive ? 1 : 0,
    'os-extended-volumes:volumes_attached': volumesOf(server, state).map(({ id }) => ({ id })),
    ...(fields.fault === undefined ? {} : { fault: fields.fault }),
  }
}

function addressesOf(server: PracticeObject, state: PracticeState): Record<string, object[]> {
  const addresses: Record<string, object[]> = {}
  for (const port of portsOf(server, state)) {
    const network = state.objects.find('network', textField(port, 'network_id'))?.name ?? ''
    const fixed = Array.isArray(port.fields.fixed_ips) ? port.fields.fixed_ips : []
    addresses[network] = fixed.map((entry: { ip_address?: unknown }) => ({
      version: String(entry.ip_address).includes(':') ? 6 : 4,
      addr: entry.ip_address,
      'OS-EXT-IPS:type': 'fixed',
      'OS-EXT-IPS-MAC:mac_addr': port.fields.mac_address,
    }))
  }
  return addresses
}

import { z } from 'zod'
import { createObject } from '../objects/create-object.ts'
import { findOwned } from '../objects/owned-objects.ts'
import { type PracticeObject, textField } from '../objects/practice-object.ts'
import { jsonAnswer, type PracticeAnswer } from '../practice-exchange.ts'
import { readJsonBody } from '../read-json-body.ts'
import { freeAddress } from './neutron-addresses.ts'
import { type NeutronCall, neutronAttributes, neutronError, ownerOf } from './neutron-answers.ts'
import { createPort } from './neutron-ports.ts'
import { findUsableNetwork } from './neutron-visibility.ts'

const routerSchema = z.object({
  name: z.string().max(255).optional(),
  description: z.string().max(255).optional(),
  admin_state_up: z.boolean().optional(),
  external_gateway_info: z.object({ network_id: z.string().optional() }).nullish(),
})

const interfaceSchema = z.object({ subnet_id: z.string().optional(), port_id: z.string().optional() })

/** `POST /routers`. */
export function routerFromBody(body: unknown, call: NeutronCall): PracticeObject | PracticeAnswer {
  const attributes = neutronAttributes(body, routerSchema)
  if ('refusal' in attributes) return attributes.refusal
  const wish = attributes.value
  const gateway = gatewayFor(wish.external_gateway_info?.network_id, call)
  if (isRefusal(gateway)) return gateway.refusal
  return createObject(call.state, ownerOf(call.session), 'router', {
    name: wish.name ?? '',
    status: 'ACTIVE',
    fields: {
      admin_state_up: wish.admin_state_up ?? true,
      description: wish.description ?? '',
      external_gateway_info: gateway,
      availability_zones: [],
      availability_zone_hints: [],
      routes: [],
      flavor_id: null,
    },
  })
}

/** `PUT /routers/{id}`: name and gateway. */
export function updateRouter(router: PracticeObject, body: unknown, call: NeutronCall): PracticeAnswer | undefined {
  const attributes = neutronAttributes(body, routerSchema)
  if ('refusal' in attributes) return attributes.refusal
  const { external_gateway_info: wanted, name } = attributes.value
  if (wanted !== undefined) {
    const gateway = gatewayFor(wanted?.network_id, call)
    if (isRefusal(gateway)) return gateway.refusal
    router.fields.external_gateway_info = gateway
  }
  if (name !== undefined) router.name = name
  return undefined
}

interface Gateway {
  readonly network_id: string
  readonly external_fixed_ips: readonly object[]
  readonly enable_snat: boolean
}

function isRefusal(gateway: object | null): gateway is { readonly refusal: PracticeAnswer } {
  return gateway !== null && 'refusal' in gateway
}

function gatewayFor(
  networkId: string | undefined,
  { session, state }: NeutronCall,
): Gateway | { readonly refusal: PracticeAnswer } | null {
  if (networkId === undefined) return null
  const network = findUsableNetwork(networkId, session, state)
  if (network === undefined) {
    return { refusal: neutronError(404, 'NetworkNotFound', `Network ${networkId} could not be found.`) }
  }
  if (network.fields['router:external'] !== true) {
    const message = `Bad router request: Network ${networkId} is not an external network.`
    return { refusal: neutronError(400, 'BadRequest', message) }
  }
  const addresses = state.objects
    .list('subnet')
    .filter((subnet) => subnet.fields.network_id === networkId)
    .flatMap((subnet) => {
      const address = freeAddress(subnet, state)
      return address === undefined ? [] : [{ subnet_id: subnet.id, ip_address: address }]
    })
  return { network_id: networkId, external_fixed_ips: addresses, enable_snat: true }
}

/** `PUT /routers/{id}/add_router_interface` and `remove_router_interface`. */
export function changeInterface(router: PracticeObject, isAdding: boolean, call: NeutronCall): PracticeAnswer {
  const body = readJsonBody(call.request, interfaceSchema)
  if (body.kind !== 'value') return neutronError(400, 'HTTPBadRequest', 'Body contains invalid data')
  const port = findOwned('port', body.value.port_id ?? '', call.session, call.state)
  const subnetId = body.value.subnet_id ?? subnetOf(port)
  return isAdding ? addInterface(router, subnetId, call) : removeInterface(router, subnetId, call)
}

function addInterface(router: PracticeObject, subnetId: string, { session, state }: NeutronCall): PracticeAnswer {
  const subnet = findOwned('subnet', subnetId, session, state)
  if (subnet === undefined) return neutronError(404, 'SubnetNotFound', `Subnet ${subnetId} could not be found.`)
  if (interfacesOf(router, { state }).some((port) => subnetOf(port) === subnetId)) {
    const message = `Bad router request: Router already has a port on subnet ${subnetId}.`
    return neutronError(400, 'BadRequest', message)
  }
  const port = createPort(
    {
      networkId: textField(subnet, 'network_id'),
      subnetId,
      address: textField(subnet, 'gateway_ip'),
      deviceId: router.id,
      deviceOwner: 'network:router_interface',
    },
    session,
    state,
  )
  return interfaceAnswer(router, port, subnet)
}

function removeInterface(router: PracticeObject, subnetId: string, { session, state }: NeutronCall): PracticeAnswer {
  const subnet = findOwned('subnet', subnetId, session, state)
  const port = interfacesOf(router, { state }).find((candidate) => subnetOf(candidate) === subnetId)
  if (port === undefined || subnet === undefined) {
    const message = `Router ${router.id} has no interface on subnet ${subnetId}`
    return neutronError(404, 'RouterInterfaceNotFoundForSubnet', message)
  }
  state.objects.remove(port)
  return interfaceAnswer(router, port, subnet)
}

function interfaceAnswer(router: PracticeObject, port: PracticeObject, subnet: PracticeObject): PracticeAnswer {
  return jsonAnswer(200, {
    id: router.id,
    tenant_id: router.projectId,
    port_id: port.id,
    network_id: port.fields.network_id,
    subnet_id: subnet.id,
    subnet_ids: [subnet.id],
  })
}

/** Why a router may not be deleted, if so. */
export function routerRefusal(router: PracticeObject, { state }: NeutronCall): PracticeAnswer | undefined {
  const ports = interfacesOf(router, { state })
  if (ports.length === 0) return undefined
  const ids = ports.map((port) => port.id).join(',')
  return neutronError(409, 'RouterInUse', `Router ${router.id} has ports still attached: ${ids}`)
}

function interfacesOf(router: PracticeObject, { state }: Pick<NeutronCall, 'state'>): PracticeObject[] {
  return state.objects.list('port').filter((port) => port.fields.device_id === router.id)
}

function subnetOf(port: PracticeObject | undefined): string {
  const fixed = Array.isArray(port?.fields.fixed_ips) ? port.fields.fixed_ips : []
  return String((fixed[0] as { subnet_id?: unknown } | undefined)?.subnet_id ?? '')
}

import { stableUuid } from './stable-uuid.ts'

/** Path below the origin of the practice cloud, one for each program that answers. */
export const SERVICE_PREFIXES = {
  keystone: '/identity',
  nova: '/compute',
  glance: '/image',
  cinder: '/volume',
  neutron: '/network',
  barbican: '/key-manager',
  octavia: '/load-balancer',
  placement: '/placement',
  swift: '/swift',
} as const

export type ServiceProgram = keyof typeof SERVICE_PREFIXES

/** One entry of the service catalogue; `path` is below the origin, `{project}` stands for the id of the project. */
export interface PracticeService {
  readonly id: string
  type: string
  readonly name: string
  readonly path: string
  /** Regions in which it has endpoints; null is the region of the cloud. */
  regions: readonly (string | null)[]
}

/** The services of scs-0123 v1 and v2, and the key manager of scs-0116. S3 is at the root, as clients expect it. */
export function healthyServices(): PracticeService[] {
  const services: readonly (readonly [type: string, name: string, path: string])[] = [
    ['identity', 'keystone', '/identity/v3'],
    ['compute', 'nova', '/compute/v2.1'],
    ['placement', 'placement', '/placement'],
    ['image', 'glance', '/image'],
    ['block-storage', 'cinder', '/volume/v3/{project}'],
    ['volumev3', 'cinderv3', '/volume/v3/{project}'],
    ['network', 'neutron', '/network'],
    ['load-balancer', 'octavia', '/load-balancer'],
    ['key-manager', 'barbican', '/key-manager'],
    ['object-store', 'swift', '/swift/v1/AUTH_{project}'],
    ['object-store-s3', 'swift-s3', ''],
  ]
  return services.map(([type, name, path]) => ({ id: hexId(type), type, name, path, regions: [null] }))
}

function hexId(type: string): string {
  return stableUuid('service', type).replaceAll('-', '')
}

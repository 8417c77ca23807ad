import { templateRule } from '../content/security-group-rules.ts'
import { type DefectFamily, defectFamily, type PracticeDefect, type PracticeModel } from '../practice-defect.ts'
import { isS3Request, swiftPage } from '../services/swift.ts'

/** Which catalogue types have to go, and which testcases notice. */
const SERVICES: Readonly<Record<string, { readonly types: readonly string[]; readonly breaks: readonly string[] }>> = {
  identity: { types: ['identity'], breaks: ['scs-0123-service-identity'] },
  compute: { types: ['compute'], breaks: ['scs-0123-service-compute'] },
  image: { types: ['image'], breaks: ['scs-0123-service-image'] },
  network: { types: ['network'], breaks: ['scs-0123-service-network'] },
  'load-balancer': { types: ['load-balancer'], breaks: ['scs-0123-service-load-balancer'] },
  placement: { types: ['placement'], breaks: ['scs-0123-service-placement'] },
  'block-storage': { types: ['block-storage', 'volumev3'], breaks: ['scs-0123-storage-apis'] },
  'object-store-s3': { types: ['object-store-s3'], breaks: ['scs-0123-service-s3'] },
  'key-manager': { types: ['key-manager'], breaks: ['scs-0116-presence'] },
}

/** Without these services other testcases have nothing to look at. */
const NEEDED_BY_PROBES = new Set(['compute', 'image', 'block-storage', 'network'])

export const SERVICE_DEFECT_FAMILIES: readonly DefectFamily[] = [
  defectFamily('service-missing', 'service', Object.keys(SERVICES), (service) => ({
    breaks: SERVICES[service]?.breaks ?? [],
    aborts: NEEDED_BY_PROBES.has(service) ? 'provider-error' : null,
    area: 'catalogue',
    description: `the service catalogue has no ${service}`,
    apply: ({ content }) => {
      content.services = content.services.filter(({ type }) => !isOf(service, type))
    },
  })),
  defectFamily('service-in-other-region', 'service', Object.keys(SERVICES), (service) => ({
    breaks: SERVICES[service]?.breaks ?? [],
    aborts: NEEDED_BY_PROBES.has(service) ? 'provider-error' : null,
    area: 'catalogue',
    description: `the catalogue has ${service} in another region only`,
    apply: setRegions(service, ['RegionTwo']),
  })),
  defectFamily('service-without-endpoint', 'service', Object.keys(SERVICES), (service) => ({
    breaks: SERVICES[service]?.breaks ?? [],
    aborts: NEEDED_BY_PROBES.has(service) ? 'provider-error' : null,
    area: 'catalogue',
    description: `the catalogue names ${service}, but no endpoint of it`,
    apply: setRegions(service, []),
  })),
]

export const SERVICE_DEFECTS: readonly PracticeDefect[] = [
  {
    name: 'swift-without-s3',
    breaks: [],
    aborts: null,
    area: 's3',
    description: 'the host of Swift does not understand S3 requests; the catalogue has an S3 service nevertheless',
    apply: silenceS3,
  },
  {
    name: 's3-missing',
    breaks: ['scs-0123-service-s3', 'scs-0123-swift-s3'],
    aborts: null,
    area: 's3',
    description: 'the host of Swift does not understand S3 requests, and the catalogue has no S3 service',
    apply: (model) => {
      silenceS3(model)
      model.content.services = model.content.services.filter(({ type }) => type !== 'object-store-s3')
    },
  },
  {
    name: 'default-rules-open',
    breaks: ['scs-0115-default-rules'],
    aborts: null,
    area: 'security-group-rules',
    description: 'new security groups admit everything from anywhere',
    apply: ({ content }) => {
      const open = { remoteGroupId: null, usedInDefaultGroup: true, usedInCustomGroups: true } as const
      content.securityGroupRules.push(templateRule({ direction: 'ingress', ethertype: 'IPv4', ...open }))
    },
  },
  {
    name: 'volume-type-aspects-unsorted',
    breaks: ['scs-0114-syntax-check'],
    aborts: null,
    area: 'volume-types',
    description: 'the description of a volume type begins with [scs:replicated, encrypted]',
    apply: setDescriptions(/encrypted, replicated/, 'replicated, encrypted'),
  },
  {
    name: 'volume-type-encrypted-missing',
    breaks: ['scs-0114-encrypted-type'],
    aborts: null,
    area: 'volume-types',
    description: 'no volume type is encrypted',
    apply: removeTypes(/^\[scs:[^\]]*encrypted/),
  },
  {
    name: 'volume-type-replicated-missing',
    breaks: ['scs-0114-replicated-type'],
    aborts: null,
    area: 'volume-types',
    description: 'no volume type is replicated',
    apply: removeTypes(/^\[scs:[^\]]*replicated/),
  },
]

function silenceS3({ faults }: PracticeModel): void {
  faults.push((request, proceed) => {
    const isForS3 = request.program === null && isS3Request(request)
    return isForS3 ? swiftPage(404, 'Not Found') : proceed()
  })
}

function isOf(service: string, type: string): boolean {
  return SERVICES[service]?.types.includes(type) ?? false
}

function setRegions(service: string, regions: readonly string[]) {
  return ({ content }: PracticeModel): void => {
    for (const entry of content.services) if (isOf(service, entry.type)) entry.regions = regions
  }
}

function setDescriptions(pattern: RegExp, replacement: string) {
  return ({ content }: PracticeModel): void => {
    for (const type of content.volumeTypes) type.description = type.description?.replace(pattern, replacement) ?? null
  }
}

function removeTypes(pattern: RegExp) {
  return ({ content }: PracticeModel): void => {
    content.volumeTypes = content.volumeTypes.filter(({ description }) => !pattern.test(description ?? ''))
  }
}

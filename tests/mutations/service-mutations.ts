import type { Draft } from './healthy-facts.ts'
import { type Mutation, removeService, serviceOf } from './mutation.ts'

function setDescription(description: string): Mutation['apply'] {
  return (facts) => {
    facts.volumeTypes = facts.volumeTypes.map((type) => (type.name === 'safe' ? { ...type, description } : type))
  }
}

function withoutEndpoints(facts: Draft, type: string): void {
  serviceOf(facts, type).endpoints = []
}

const PRESENT = ['compute', 'identity', 'image', 'network', 'load-balancer', 'placement'] as const

/** Rules of scs-0114, scs-0116 (presence) and scs-0123, one each. */
export const SERVICE_MUTATIONS: readonly Mutation[] = [
  ...PRESENT.map((type) => ({
    name: `the service ${type} is not in the catalogue`,
    apply: (facts: Draft) => removeService(facts, type),
    red: [`scs-0123-service-${type}`],
  })),
  ...PRESENT.map((type) => ({
    name: `the service ${type} has no endpoint`,
    apply: (facts: Draft) => withoutEndpoints(facts, type),
    red: [`scs-0123-service-${type}`],
  })),
  {
    name: 'there is no block storage in the catalogue',
    apply: (facts) => removeService(facts, 'block-storage'),
    red: ['scs-0123-storage-apis'],
  },
  {
    name: 'block storage has endpoints in another region only',
    apply: (facts) => {
      const service = serviceOf(facts, 'block-storage')
      service.endpoints = service.endpoints.map((endpoint) => ({ ...endpoint, region: 'RegionTwo' }))
    },
    red: ['scs-0123-storage-apis'],
  },
  {
    name: 'S3 is not in the catalogue',
    apply: (facts) => removeService(facts, 'object-store-s3'),
    red: ['scs-0123-service-s3'],
  },
  {
    name: 'neither Swift nor the catalogue has S3',
    apply: (facts) => {
      removeService(facts, 'object-store-s3')
      facts.swiftS3Answer = { outcome: 'not-s3', host: 'https://object-store.example.org', evidence: '404 text/html' }
    },
    red: ['scs-0123-service-s3', 'scs-0123-swift-s3'],
  },
  {
    name: 'the key manager is not in the catalogue',
    apply: (facts) => removeService(facts, 'key-manager'),
    red: ['scs-0116-presence'],
  },
  {
    name: 'no volume type is encrypted',
    apply: setDescription('[scs:replicated]'),
    red: ['scs-0114-encrypted-type'],
  },
  {
    name: 'no volume type is replicated',
    apply: setDescription('[scs:encrypted]'),
    red: ['scs-0114-replicated-type'],
  },
  {
    name: 'a volume type lists its aspects in the wrong order',
    apply: setDescription('[scs:replicated, encrypted]'),
    red: ['scs-0114-syntax-check'],
  },
  {
    name: 'a volume type lists an aspect twice',
    apply: setDescription('[scs:encrypted, replicated, replicated]'),
    red: ['scs-0114-syntax-check'],
  },
  {
    name: 'a volume type has an empty list beside a good one',
    apply: (facts) => {
      facts.volumeTypes = [...facts.volumeTypes, { id: 'v3', name: 'odd', description: '[scs:]', isPublic: true }]
    },
    red: ['scs-0114-syntax-check'],
  },
  {
    name: 'a volume type does not close its list beside a good one',
    apply: (facts) => {
      const description = '[scs:encrypted'
      facts.volumeTypes = [...facts.volumeTypes, { id: 'v3', name: 'odd', description, isPublic: true }]
    },
    red: ['scs-0114-syntax-check'],
  },
]

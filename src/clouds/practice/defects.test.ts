import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CodedError } from '#vocabulary/coded-error.ts'
import { isTestcaseId } from '#vocabulary/testcase-id.ts'
import { askPracticeCloud, signIn } from './ask-practice-cloud.ts'
import { DEFECTS, parseDefect } from './defects.ts'
import type { PracticeCloud } from './practice-cloud.ts'
import type { DefectArea } from './practice-defect.ts'
import { startPracticeCloud } from './start-practice-cloud.ts'

type Items = ReadonlyMap<string, string>
type Snapshot = Readonly<Record<Exclude<DefectArea, 'transport' | 'life'>, Items>>

const CLOCK = () => new Date('2026-11-21T12:00:00Z')
const CONTENT_DEFECTS = DEFECTS.filter((defect) => defect.area !== 'transport' && defect.area !== 'life')

/** How many items of which area differ from the healthy cloud, where it is not one of the defect's own area. */
const SEVERAL: Readonly<Record<string, Partial<Record<DefectArea, number>>>> = {
  'volume-type-encrypted-missing': { 'volume-types': 2 },
  'volume-type-replicated-missing': { 'volume-types': 2 },
  'service-missing:block-storage': { catalogue: 2 },
  'service-in-other-region:block-storage': { catalogue: 2 },
  'service-without-endpoint:block-storage': { catalogue: 2 },
  'extension-missing:security-groups-default-rules': { extensions: 1, 'security-group-rules': 4 },
  'provider-subnets-hidden': { networks: 2 },
  'external-network-missing': { networks: 3 },
  'default-network-twice': { networks: 3 },
  'provider-network-twice': { networks: 3 },
  'external-network-without-ipv6': { networks: 2 },
  'external-network-without-ipv4': { networks: 2 },
  's3-missing': { s3: 1, catalogue: 1 },
  'wrong-role-admin': { roles: 2 },
  'no-member-role': { roles: 2 },
}

describe('A defect of the practice cloud', () => {
  it('has a name of its own and breaks testcases that can exist', () => {
    assert.equal(new Set(DEFECTS.map((defect) => defect.name)).size, DEFECTS.length)
    for (const defect of DEFECTS) assert.ok(defect.breaks.every(isTestcaseId), defect.name)
  })

  it('exists for every automated testcase, except those about encrypted connections', () => {
    const broken = new Set(DEFECTS.flatMap((defect) => defect.breaks))
    const counts = [
      'scs-0100',
      'scs-0101',
      'scs-0102',
      'scs-0103',
      'scs-0104',
      'scs-0114',
      'scs-0115',
      'scs-0116',
      'scs-0117',
      'scs-0123',
      'siegel-0104-v2',
      'siegel-0126',
      'siegel-0302',
      'siegel-1020',
    ].map((standard) => [...broken].filter((id) => id.startsWith(standard)).length)
    assert.deepEqual(counts, [2, 2, 20, 31, 14, 3, 1, 2, 1, 9, 7, 9, 5, 2])
  })

  it('changes exactly one thing, where it is about content', async () => {
    const healthy = await snapshotWith([])
    for (const defect of CONTENT_DEFECTS) {
      const seen = await snapshotWith([defect.name])
      const differences = Object.fromEntries(
        Object.entries(healthy).map(([area, items]) => [area, differing(items, seen[area as keyof Snapshot])]),
      )
      const none = Object.fromEntries(Object.keys(healthy).map((area) => [area, 0]))
      const expected = { ...none, ...(SEVERAL[defect.name] ?? { [defect.area]: 1 }) }
      assert.deepEqual(differences, expected, defect.name)
    }
  })

  for (const [mistyped, meant] of [
    ['flavor-mising:SCS-1V-4', 'flavor-missing:SCS-1V-4'],
    ['image-overdu', 'image-overdue'],
    ['Identity-401', 'identity-401'],
  ] as const) {
    it(`that is called ${mistyped} is unknown, and ${meant} is proposed`, () => {
      assert.throws(
        () => parseDefect(mistyped),
        (error) =>
          error instanceof CodedError &&
          error.code === 'PRACTICE_DEFECT_UNKNOWN' &&
          error.remedy?.includes(meant) === true,
      )
    })
  }

  it('may be combined with all others about content', async () => {
    const cloud = await startPracticeCloud({ clock: CLOCK, defects: CONTENT_DEFECTS.map((defect) => defect.name) })
    try {
      assert.ok((await signIn(cloud)).token.roles.length > 0)
    } finally {
      await cloud.stop()
    }
  })
})

async function snapshotWith(defects: readonly string[]): Promise<Snapshot> {
  const cloud = await startPracticeCloud({ clock: CLOCK, defects, seed: 'test' })
  try {
    return await snapshot(cloud)
  } finally {
    await cloud.stop()
  }
}

/** Everything that the read-only testcases look at, as texts that can be compared. */
async function snapshot(cloud: PracticeCloud): Promise<Snapshot> {
  const { header, project, token } = await signIn(cloud)
  const byCredential = await signIn(cloud, 'practice-appcred')
  const list = async (path: string, key: string, headers = {}, idKey = 'id'): Promise<Items> => {
    const answer = await askPracticeCloud(cloud, path, { headers: { ...header, ...headers } })
    const items = answer.json<Record<string, Record<string, unknown>[]>>()[key] ?? []
    return new Map(items.map((item) => [String(item[idKey]), JSON.stringify(item)]))
  }
  const withoutPort = (value: unknown) => JSON.stringify(value).replaceAll(cloud.url, 'http://practice')
  const authorization = 'AWS none:0'
  const s3 = await askPracticeCloud(cloud, '/', { headers: { authorization, date: CLOCK().toUTCString() } })
  return {
    flavors: new Map(
      [...(await list('/compute/v2.1/flavors/detail', 'flavors', { 'openstack-api-version': 'compute 2.61' }))].map(
        ([id, flavor]) => [id, flavor.replaceAll(cloud.url, '')],
      ),
    ),
    images: new Map([
      ...(await list('/image/v2/images?limit=1000&visibility=all', 'images')),
      ...(await list('/image/v2/images?limit=1000&visibility=all&os_hidden=true', 'images')),
    ]),
    'volume-types': await list(`/volume/v3/${project}/types`, 'volume_types'),
    networks: new Map([
      ...(await list('/network/v2.0/networks', 'networks')),
      ...(await list('/network/v2.0/subnets', 'subnets')),
    ]),
    'subnet-pools': await list('/network/v2.0/subnetpools', 'subnetpools'),
    extensions: await list('/network/v2.0/extensions', 'extensions', {}, 'alias'),
    'security-group-rules': await list('/network/v2.0/default-security-group-rules', 'default_security_group_rules'),
    catalogue: new Map(token.catalog.map((service) => [service.type, withoutPort(service)])),
    roles: new Map([
      ['practice', JSON.stringify(token.roles)],
      ['practice-appcred', JSON.stringify(byCredential.token.roles)],
    ]),
    s3: new Map([['/', `${s3.status} ${s3.headers['content-type']}`]]),
  }
}

function differing(one: Items, other: Items): number {
  return [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key)).length
}

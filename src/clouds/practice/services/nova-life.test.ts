import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { asPracticeUser, type PracticeAsker } from '../as-practice-user.ts'
import type { AskedAnswer } from '../ask-practice-cloud.ts'
import { handWoundTime } from '../hand-wound-time.ts'
import type { PracticeCloud } from '../practice-cloud.ts'
import { remainingObjects } from '../remaining-objects.ts'
import { startPracticeCloud } from '../start-practice-cloud.ts'

const SERVERS = '/compute/v2.1/servers'
const CONSOLE = { 'os-getConsoleOutput': {} }
const USER_DATA = `#cloud-config
runcmd:
  - echo "_scs-test-entropy-avail: $(cat /proc/sys/kernel/random/entropy_avail)"
  - rngtest -c 1000 < /dev/random 2>&1 | sed 's/^/_scs-test-fips-test: /'
final_message: "_scs-test-end"
`

describe('A virtual machine of the practice cloud', () => {
  let cloud: PracticeCloud
  let user: PracticeAsker
  let networkId: string
  const time = handWoundTime()
  let wish: Record<string, unknown>
  before(async () => {
    cloud = await startPracticeCloud({ clock: () => new Date('2026-11-21T12:00:00Z'), elapsedMs: time.elapsedMs })
    user = await asPracticeUser(cloud)
    const flavors = (await user.get('/compute/v2.1/flavors')).json<{ flavors: { id: string; name: string }[] }>()
    const images = (await user.get('/image/v2/images?limit=100')).json<{ images: { id: string; name: string }[] }>()
    networkId = idIn(await user.post('/network/v2.0/networks', { network: { name: 'net' } }))
    const subnet = { network_id: networkId, ip_version: 4, cidr: '10.1.0.0/24' }
    assert.equal((await user.post('/network/v2.0/subnets', { subnet })).status, 201)
    const image = images.images.find(({ name }) => name === 'Debian 13')?.id
    wish = {
      name: 'machine',
      flavorRef: flavors.flavors.find(({ name }) => name === 'SCS-1L-1')?.id,
      imageRef: '',
      networks: [{ uuid: networkId }],
      user_data: Buffer.from(USER_DATA).toString('base64'),
      config_drive: true,
      block_device_mapping_v2: [
        {
          boot_index: 0,
          uuid: image,
          source_type: 'image',
          destination_type: 'volume',
          volume_size: 8,
          delete_on_termination: true,
        },
      ],
    }
  })
  after(() => cloud.stop())

  const idIn = (answer: AskedAnswer): string =>
    Object.values(answer.json<Record<string, { id: string }>>())[0]?.id ?? ''
  const create = (changes: object = {}) => user.post(SERVERS, { server: { ...wish, ...changes } })
  const statusOf = (answer: AskedAnswer) => answer.json<{ server: { status: string } }>().server.status

  it('is built, prints what its user data makes it print, and goes with its volume and its port', async () => {
    const created = await create()
    assert.equal(created.status, 202)
    const server = `${SERVERS}/${idIn(created)}`
    assert.equal(created.headers.location, `${cloud.url}${server}`)
    assert.equal(statusOf(await user.get(server)), 'BUILD')
    assert.equal((await user.post(`${server}/action`, CONSOLE)).status, 409)

    time.pass(10)
    const active = await user.get(server)
    assert.equal(statusOf(active), 'ACTIVE')
    assert.match(active.text, /"addresses":\{"net":\[\{"version":4,"addr":"10\.1\.0\.\d+"/)
    const volumes = (await user.get('/volume/v3/{project}/volumes/detail')).json<{ volumes: { status: string }[] }>()
    assert.deepEqual(
      volumes.volumes.map(({ status }) => status),
      ['in-use'],
    )
    assert.equal((await user.delete(`/network/v2.0/networks/${networkId}`)).status, 409)

    const read = async () => (await user.post(`${server}/action`, CONSOLE)).json<{ output: string }>().output
    assert.doesNotMatch(await read(), /_scs-test-/, 'user data takes its time')
    time.pass(12)
    const output = await read()
    assert.match(output, /_scs-test-end/)
    assert.match(output, /_scs-test-entropy-avail: 256\r\n/)
    assert.match(output, /_scs-test-fips-test: rngtest: FIPS 140-2 failures: 1\r\n/)
    assert.doesNotMatch(output, /_scs-test-rngd/)
    const tail = await user.post(`${server}/action`, { 'os-getConsoleOutput': { length: 1 } })
    assert.equal(tail.json<{ output: string }>().output, '[  OK  ] Reached target cloud-init.target.\r\n')

    assert.equal((await user.delete(server)).status, 204)
    assert.match((await user.get(server)).text, /"OS-EXT-STS:task_state":"deleting"/)
    time.pass(3)
    assert.equal((await user.get(server)).status, 404)
    assert.match((await user.get('/volume/v3/{project}/volumes/detail')).text, /"status":"deleting"/)
    time.pass(3)
    assert.equal((await user.get('/volume/v3/{project}/volumes')).text, '{"volumes":[]}')
    assert.deepEqual(
      new Set(remainingObjects(cloud).map(({ kind }) => kind)),
      new Set(['network', 'subnet', 'port']),
      'the network, its subnet and the DHCP port of the test itself',
    )
  })

  it('without user data never says that it came to its end', async () => {
    const server = `${SERVERS}/${idIn(await create({ user_data: null }))}`
    time.pass(30)
    const { output } = (await user.post(`${server}/action`, CONSOLE)).json<{ output: string }>()
    assert.match(output, /Linux version/)
    assert.doesNotMatch(output, /_scs-test-/)
    await user.delete(server)
    time.pass(30)
    assert.equal((await user.get(server)).status, 404)
  })

  const refusals: [sentence: string, changes: object, status: number, message: RegExp][] = [
    ['an unknown flavor', { flavorRef: 'none' }, 400, /Flavor none/],
    ['an unknown network', { networks: [{ uuid: 'none' }] }, 400, /Network none/],
    ['an unknown key pair', { key_name: 'none' }, 400, /key_name/],
    [
      'an unknown image',
      { block_device_mapping_v2: [{ boot_index: 0, uuid: 'none', source_type: 'image' }] },
      400,
      /image none/,
    ],
    ['no boot device', { block_device_mapping_v2: [] }, 400, /no boot device/],
    ['no name', { name: '' }, 400, /name/],
  ]
  for (const [sentence, changes, status, message] of refusals) {
    it(`is not built with ${sentence}`, async () => {
      const answer = await create(changes)
      assert.equal(answer.status, status)
      assert.match(answer.text, message)
    })
  }

  it('counts against the limits', async () => {
    const { limits } = (await user.get('/compute/v2.1/limits')).json<{ limits: { absolute: object } }>()
    assert.partialDeepStrictEqual(limits.absolute, { maxTotalInstances: 10, totalInstancesUsed: 0, totalCoresUsed: 0 })
    assert.match((await user.get('/compute/v2.1/os-availability-zone')).text, /"zoneName":"nova"/)
  })

  it('may use a key pair, which belongs to its user and is deleted by name', async () => {
    const keypair = { name: 'own key', public_key: 'ssh-ed25519 AAAA own' }
    assert.equal((await user.post('/compute/v2.1/os-keypairs', { keypair })).status, 200)
    assert.equal((await user.post('/compute/v2.1/os-keypairs', { keypair })).status, 409)
    assert.match((await user.get('/compute/v2.1/os-keypairs')).text, /"name":"own key"/)
    assert.equal((await user.delete('/compute/v2.1/os-keypairs/own%20key')).status, 202)
    assert.equal((await user.delete('/compute/v2.1/os-keypairs/own%20key')).status, 404)
  })
})

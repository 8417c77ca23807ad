import assert from 'node:assert/strict'
import type { PracticeAsker } from './as-practice-user.ts'
import type { AskedAnswer } from './ask-practice-cloud.ts'
import type { PracticeCloud } from './practice-cloud.ts'

export const VOLUMES = '/volume/v3/{project}/volumes'
export const BACKUPS = '/volume/v3/{project}/backups'
export const SERVERS = '/compute/v2.1/servers'
export const SECRETS = '/key-manager/v1/secrets'

/** At this pace everything has happened after so many real milliseconds that will ever happen. */
export const PACE = 2_000
const LONG = 40

interface Described {
  readonly id: string
  readonly status: string
  readonly name: string
}

export function idIn(answer: AskedAnswer): string {
  return Object.values(answer.json<Record<string, Described>>())[0]?.id ?? ''
}

export async function shown(user: PracticeAsker, path: string): Promise<Described> {
  const described = Object.values((await user.get(path)).json<Record<string, Described>>())[0]
  assert.ok(described)
  return described
}

export async function becomes(user: PracticeAsker, path: string, status: string): Promise<void> {
  await user.until(path, (answer) => Object.values(answer.json<Record<string, Described>>())[0]?.status === status)
}

export async function gone(user: PracticeAsker, path: string): Promise<void> {
  await user.until(path, (answer) => answer.status === 404)
}

export function settle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, LONG))
}

export async function createIn(user: PracticeAsker, collection: string, body: object): Promise<string> {
  const answer = await user.post(collection, body)
  assert.ok([201, 202].includes(answer.status), answer.text)
  return `${collection}/${idIn(answer)}`
}

export function createVolume(user: PracticeAsker): Promise<string> {
  return createIn(user, VOLUMES, { volume: { name: 'v', size: 1 } })
}

export async function postBackup(user: PracticeAsker): Promise<AskedAnswer> {
  const volume = await createVolume(user)
  await becomes(user, volume, 'available')
  return user.post(BACKUPS, { backup: { name: 'b', volume_id: volume.split('/').at(-1) } })
}

export async function createBackup(user: PracticeAsker): Promise<string> {
  return `${BACKUPS}/${idIn(await postBackup(user))}`
}

export async function restore(user: PracticeAsker): Promise<string> {
  const backup = await createBackup(user)
  await becomes(user, backup, 'available')
  const answer = await user.post(`${backup}/restore`, { restore: { name: 'r' } })
  return `${VOLUMES}/${answer.json<{ restore: { volume_id: string } }>().restore.volume_id}`
}

export async function createSecret(user: PracticeAsker): Promise<string> {
  const answer = await user.post(SECRETS, { name: 'own', payload: 'foo', payload_content_type: 'text/plain' })
  return `${SECRETS}/${answer.json<{ secret_ref: string }>().secret_ref.split('/').at(-1)}`
}

export async function postServer(user: PracticeAsker): Promise<AskedAnswer> {
  const { flavors } = (await user.get('/compute/v2.1/flavors')).json<{ flavors: Described[] }>()
  const { images } = (await user.get('/image/v2/images?limit=100')).json<{ images: Described[] }>()
  const script = '_scs-test-entropy-avail _scs-test-fips-test _scs-test-end'
  const server = {
    name: 'machine',
    flavorRef: flavors.find(({ name }) => name === 'SCS-1L-1')?.id,
    user_data: Buffer.from(script).toString('base64'),
    block_device_mapping_v2: [
      {
        boot_index: 0,
        uuid: images.find(({ name }) => name === 'Debian 13')?.id,
        source_type: 'image',
        destination_type: 'volume',
        volume_size: 8,
        delete_on_termination: true,
      },
    ],
  }
  return user.post(SERVERS, { server })
}

export async function createServer(user: PracticeAsker): Promise<string> {
  return `${SERVERS}/${idIn(await postServer(user))}`
}

export async function consoleOf(user: PracticeAsker): Promise<string> {
  const server = await createServer(user)
  await becomes(user, server, 'ACTIVE')
  await settle()
  return (await user.post(`${server}/action`, { 'os-getConsoleOutput': {} })).json<{ output: string }>().output
}

export function floatingIpWish(cloud: PracticeCloud): object {
  const network = cloud.objects().find(({ kind, name }) => kind === 'network' && name === 'public')
  return { floatingip: { floating_network_id: network?.id } }
}

export async function domainOf(cloud: PracticeCloud, index: number): Promise<string> {
  const username = cloud.domainManagers[index]?.username
  return cloud.objects().find(({ kind, name }) => kind === 'user' && name === username)?.projectId ?? ''
}

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const LONGEST_ANSWER = 16 * 1024 * 1024

/** What the cloud's own command line tells, as it tells it. */
export interface CloudByCli {
  readonly flavors: readonly CliFlavor[]
  /** Public and community images. */
  readonly images: readonly CliImage[]
  readonly volumeTypes: readonly { readonly Name: string; readonly Description: string | null }[]
  readonly catalogue: readonly { readonly Name: string; readonly Type: string }[]
  /** Of a security group that was created for this, and is gone again. */
  readonly newGroupRules: readonly { readonly Direction: string; readonly 'Remote Security Group': string | null }[]
  /** Whether a secret could be stored, listed and deleted. */
  readonly canKeepSecrets: boolean
  readonly backupServices: readonly { readonly Status: string; readonly State: string }[]
}

export interface CliFlavor {
  readonly Name: string
  readonly RAM: number
  readonly Disk: number
  readonly VCPUs: number
  readonly Properties: Readonly<Record<string, string>>
}

export interface CliImage {
  readonly name: string
  readonly created_at: string
  readonly min_disk: number
  readonly min_ram: number
  readonly properties: Readonly<Record<string, string>>
}

/** Asks everything with the `openstack` command; needs the entries `member` and `admin` in clouds.yaml. */
export async function askByCli(cloudsYaml: string, member: string, admin: string): Promise<CloudByCli> {
  const ask = async (cloud: string, ...words: string[]): Promise<unknown> => {
    const { stdout } = await run('openstack', ['--os-cloud', cloud, ...words], {
      env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '/', OS_CLIENT_CONFIG_FILE: cloudsYaml },
      maxBuffer: LONGEST_ANSWER,
    })
    return stdout.trim() === '' ? undefined : JSON.parse(stdout)
  }
  const list = async <Row>(cloud: string, ...words: string[]) =>
    ((await ask(cloud, ...words, '-f', 'json')) ?? []) as readonly Row[]

  const images: CliImage[] = []
  for (const visibility of ['--public', '--community']) {
    for (const { ID } of await list<{ ID: string }>(member, 'image', 'list', visibility)) {
      images.push((await ask(member, 'image', 'show', ID, '-f', 'json')) as CliImage)
    }
  }
  return {
    flavors: await list(member, 'flavor', 'list', '--long'),
    images,
    volumeTypes: await list(member, 'volume', 'type', 'list', '--long'),
    catalogue: await list(member, 'catalog', 'list'),
    newGroupRules: await rulesOfNewGroup(),
    canKeepSecrets: await keepsSecrets(),
    backupServices: await list(admin, 'volume', 'service', 'list', '--service', 'cinder-backup'),
  }

  async function rulesOfNewGroup(): Promise<CloudByCli['newGroupRules']> {
    const made = (await ask(member, 'security', 'group', 'create', 'by-cli', '-f', 'json')) as { id: string }
    try {
      return await list(member, 'security', 'group', 'rule', 'list', made.id, '--long')
    } finally {
      await ask(member, 'security', 'group', 'delete', made.id)
    }
  }

  async function keepsSecrets(): Promise<boolean> {
    const href = 'Secret href'
    const stored = (await ask(member, 'secret', 'store', '--name', 'by-cli', '--payload', 'x', '-f', 'json')) as {
      [href]: string
    }
    const hrefs = async () => (await list<{ [href]: string }>(member, 'secret', 'list')).map((row) => row[href])
    const isListed = (await hrefs()).includes(stored[href])
    await ask(member, 'secret', 'delete', stored[href])
    return isListed && !(await hrefs()).includes(stored[href])
  }
}

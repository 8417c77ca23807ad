import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Diagnosis } from './diagnosis.ts'

interface Machine {
  readonly environment: Readonly<Record<string, string | undefined>>
  /** The clouds.yaml that counts; undefined if the access data comes from the environment. */
  readonly cloudsYaml: string | undefined
}

/** What the machine on which a check runs has to have. */
export function examineMachine({ environment, cloudsYaml }: Machine): Diagnosis[] {
  return [examineFile(cloudsYaml), examineSshKeygen(environment)]
}

function examineFile(path: string | undefined): Diagnosis {
  const about = 'configuration'
  if (path === undefined) return { level: 'ok', about, says: 'The access data comes from OS_… variables.' }
  const isOpen = (statSync(path).mode & 0o077) !== 0
  if (!isOpen) return { level: 'ok', about, says: `The access data comes from ${path}.` }
  return {
    level: 'note',
    about,
    says: `The access data comes from ${path}, which other users of this machine may read.`,
    remedy: `chmod 600 ${path}`,
  }
}

function examineSshKeygen(environment: Machine['environment']): Diagnosis {
  const about = 'ssh-keygen'
  const found = (environment.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, 'ssh-keygen'))
    .find(isExecutable)
  if (found !== undefined) return { level: 'ok', about, says: `It is ${found}.` }
  return {
    level: 'note',
    about,
    says: 'It is missing: reports cannot be signed with keys that have a passphrase or are in an agent.',
    remedy: 'Install the OpenSSH client (package openssh-client).',
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

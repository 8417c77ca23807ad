import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** A program of the machine that some tests need. */
export interface MachineProgram {
  readonly name: string
  /** What cannot be tested without it. */
  readonly neededFor: string
  readonly debianPackage: string
  /** Its path, or undefined where it is not installed. */
  readonly path: string | undefined
}

/** The programs that the tests use, and where they are on this machine. */
export function machinePrograms(environment: NodeJS.ProcessEnv): MachineProgram[] {
  const path = environment.PATH ?? ''
  return [
    {
      name: 'postgres',
      neededFor: 'the database tests on PostgreSQL',
      debianPackage: 'postgresql',
      path: findPostgres(path),
    },
    {
      name: 'chromium',
      neededFor: 'the browser tests',
      debianPackage: 'chromium',
      path: findOnPath('chromium', path),
    },
    {
      name: 'ssh-keygen',
      neededFor: 'the signature tests against OpenSSH',
      debianPackage: 'openssh-client',
      path: findOnPath('ssh-keygen', path),
    },
    {
      name: 'openssl',
      neededFor: 'the TLS tests',
      debianPackage: 'openssl',
      path: findOnPath('openssl', path),
    },
    {
      name: 'kubectl',
      neededFor: 'the tests of the practice cluster against kubectl',
      debianPackage: 'kubernetes-client',
      path: findOnPath('kubectl', path),
    },
  ]
}

/** The folder of PostgreSQL's server programs: Debian keeps them off the PATH. */
function findPostgres(path: string): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const candidates = [...versions.map((version) => join(debian, version, 'bin')), ...path.split(':')]
  return candidates.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')))
}

function findOnPath(program: string, path: string): string | undefined {
  return path
    .split(':')
    .map((folder) => join(folder, program))
    .find((file) => existsSync(file))
}

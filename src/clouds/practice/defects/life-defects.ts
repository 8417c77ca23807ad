import type { AbortClass } from '#vocabulary/abort-reason.ts'
import type { PracticeBehaviour } from '../content/behaviour.ts'
import { type DefectFamily, defectFamily, type PracticeDefect } from '../practice-defect.ts'
import { jsonAnswer, type PracticeAnswer } from '../practice-exchange.ts'

const ENTROPY = ['scs-0101-entropy-avail', 'scs-0101-fips-test']
const BACKUP = ['scs-0117-test-backup']
const SECRETS = ['scs-0116-permissions']

/** How virtual machines, volumes, backups and secrets fail that a user creates. */
export const LIFE_DEFECTS: readonly PracticeDefect[] = [
  life('entropy-128', ENTROPY.slice(0, 1), null, 'virtual machines have an entropy of 128', ({ guest }) => {
    guest.entropyAvailable = '128'
  }),
  life('fips-failures-20', ENTROPY.slice(1), null, 'rngtest counts 20 failures in 1000 blocks', ({ guest }) => {
    guest.fipsFailures = 20
  }),
  life('fips-failures-5', [], null, 'rngtest counts 5 failures in 1000 blocks, which is noise', ({ guest }) => {
    guest.fipsFailures = 5
  }),
  life('fips-line-absent', [], 'inconclusive', 'rngtest does not say how many failures it saw', ({ guest }) => {
    guest.fipsFailures = null
  }),
  life('console-empty', [], 'time-out', 'the console of virtual machines stays empty', ({ guest }) => {
    guest.boot = 'silent'
  }),
  life('console-endless', [], 'time-out', 'user data never comes to its end', ({ guest }) => {
    guest.boot = 'endless'
  }),
  life('cloud-init-failed', [], 'inconclusive', 'cloud-init cannot run the user data', ({ guest }) => {
    guest.boot = 'failed'
  }),
  life('server-stuck-in-build', [], 'time-out', 'virtual machines stay in BUILD for ever', ({ server }) => {
    server.building = 'stuck'
  }),
  life('server-error', [], 'provider-error', 'virtual machines end in ERROR: no valid host', ({ server }) => {
    server.building = 'error'
  }),
  life('server-delete-stuck', [], null, 'virtual machines are never really deleted', ({ server }) => {
    server.deletion = 'stuck'
  }),
  life('volume-error', BACKUP, 'provider-error', 'new volumes end in the state error', ({ volume }) => {
    volume.creation = 'error'
  }),
  life('volume-stuck-in-creating', [], 'time-out', 'new volumes stay in the state creating', ({ volume }) => {
    volume.creation = 'stuck'
  }),
  life('volume-delete-stuck', [], null, 'deleted volumes stay in the state deleting', ({ volume }) => {
    volume.deletion = 'stuck'
  }),
  life('volume-error-deleting', [], null, 'deleted volumes end in the state error_deleting', ({ volume }) => {
    volume.deletion = 'error'
  }),
  life('backup-service-missing', BACKUP, null, 'the API of backups is unknown (404)', ({ backup }) => {
    backup.isOffered = false
  }),
  life(
    'backup-service-down',
    BACKUP,
    null,
    'no cinder-backup is running, so that backups are refused',
    ({ backup }) => {
      backup.isRunning = false
    },
  ),
  life(
    'backup-service-disabled',
    BACKUP,
    null,
    'cinder-backup is disabled: a restoration creates its volume and answers 404, and so do deletions of backups',
    ({ backup }) => {
      backup.isEnabled = false
    },
  ),
  life('backup-stuck-in-creating', [], 'time-out', 'backups stay in the state creating', ({ backup }) => {
    backup.creation = 'stuck'
  }),
  life('backup-error', BACKUP, null, 'backups end in the state error', ({ backup }) => {
    backup.creation = 'error'
  }),
  life('restore-stuck', [], 'time-out', 'restored volumes stay in the state restoring-backup', ({ backup }) => {
    backup.restoration = 'stuck'
  }),
  life('restore-error', BACKUP, null, 'restored volumes end in the state error_restoring', ({ backup }) => {
    backup.restoration = 'error'
  }),
  life('backup-delete-stuck', [], null, 'deleted backups stay in the state deleting', ({ backup }) => {
    backup.deletion = 'stuck'
  }),
  life('secret-create-403', SECRETS, null, 'the role member may not create secrets', ({ secret }) => {
    secret.mayCreate = false
  }),
  life('secret-not-listed', SECRETS, null, 'the list of secrets never has new ones', ({ secret }) => {
    secret.isListed = false
  }),
  life('secret-delete-ignored', [], null, 'deleting a secret answers 204, but the secret stays', ({ secret }) => {
    secret.deletion = 'stays'
  }),
  life(
    'rbac-allowed',
    ['siegel-0126-rbac-refused'],
    null,
    'users may share their networks by RBAC policies',
    ({ network }) => {
      network.mayCreateRbacPolicy = true
    },
  ),
  life('floating-ip-none-left', ['siegel-0126-floating-ip'], null, 'no floating IP can be allocated', ({ network }) => {
    network.mayAllocateFloatingIp = false
  }),
]

/** Which quota is used up, and what cannot be tried then. */
const QUOTAS: Readonly<Record<string, { readonly area: 'compute' | 'volume' | 'network'; readonly name: string }>> = {
  instances: { area: 'compute', name: 'instances' },
  cores: { area: 'compute', name: 'cores' },
  ram: { area: 'compute', name: 'ram' },
  volumes: { area: 'volume', name: 'volumes' },
  gigabytes: { area: 'volume', name: 'gigabytes' },
  backups: { area: 'volume', name: 'backups' },
  networks: { area: 'network', name: 'network' },
  subnets: { area: 'network', name: 'subnet' },
  routers: { area: 'network', name: 'router' },
  'floating-ips': { area: 'network', name: 'floatingip' },
  'security-groups': { area: 'network', name: 'security_group' },
}

/** What can be deleted, and where its path begins. */
const COLLECTIONS: Readonly<Record<string, RegExp>> = {
  servers: /^\/v2\.1\/servers\/[^/]+$/,
  volumes: /^\/v3\/[^/]+\/volumes\/[^/]+$/,
  backups: /^\/v3\/[^/]+\/backups\/[^/]+$/,
  networks: /^\/v2\.0\/networks\/[^/]+$/,
  subnets: /^\/v2\.0\/subnets\/[^/]+$/,
  routers: /^\/v2\.0\/routers\/[^/]+$/,
  'security-groups': /^\/v2\.0\/security-groups\/[^/]+$/,
  secrets: /^\/v1\/secrets\/[^/]+$/,
}

const REFUSED_DELETIONS = 2

export const LIFE_DEFECT_FAMILIES: readonly DefectFamily[] = [
  defectFamily('quota-exceeded', 'quota', Object.keys(QUOTAS), (quota) => ({
    breaks: quota === 'floating-ips' ? ['siegel-0126-floating-ip'] : [],
    aborts: quota === 'floating-ips' ? null : 'inconclusive',
    area: 'life',
    description: `the quota of ${quota} is used up`,
    apply: ({ content }) => {
      const meant = QUOTAS[quota]
      if (meant === undefined) return
      const quotas: Record<string, number> = content.quotas[meant.area]
      quotas[meant.name] = 0
    },
  })),
  defectFamily('delete-conflict-twice', 'collection', Object.keys(COLLECTIONS), (collection) => ({
    breaks: [],
    aborts: null,
    area: 'life',
    description: `deleting one of the ${collection} is refused twice with status 409, and works then`,
    apply: ({ faults }) => {
      const refusals = new Map<string, number>()
      faults.push((request, proceed) => {
        if (request.method !== 'DELETE' || !COLLECTIONS[collection]?.test(request.path)) return proceed()
        const refused = refusals.get(request.path) ?? 0
        if (refused >= REFUSED_DELETIONS) return proceed()
        refusals.set(request.path, refused + 1)
        return conflict()
      })
    },
  })),
]

function life(
  name: string,
  breaks: readonly string[],
  aborts: AbortClass | null,
  description: string,
  change: (behaviour: PracticeBehaviour) => void,
): PracticeDefect {
  return { name, breaks, aborts, area: 'life', description, apply: ({ content }) => change(content.behaviour) }
}

function conflict(): PracticeAnswer {
  const message = 'The object is in use.'
  return jsonAnswer(409, { conflictingRequest: { code: 409, message }, NeutronError: { type: 'Conflict', message } })
}

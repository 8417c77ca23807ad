/** How what a user creates develops; defects change it before the cloud starts. */
export interface PracticeBehaviour {
  readonly volume: {
    creation: 'available' | 'error' | 'stuck'
    deletion: 'gone' | 'stuck' | 'error'
  }
  readonly backup: {
    /** Without it every path below `/backups` is unknown. */
    isOffered: boolean
    /** Whether a cinder-backup is alive; without one, creation is refused with status 500. */
    isRunning: boolean
    /** Whether the administrator lets it work: backups are still made, but neither restored nor deleted (404) otherwise. */
    isEnabled: boolean
    creation: 'available' | 'error' | 'stuck'
    restoration: 'available' | 'error' | 'stuck'
    deletion: 'gone' | 'stuck'
  }
  readonly server: {
    building: 'active' | 'error' | 'stuck'
    deletion: 'gone' | 'stuck'
  }
  readonly guest: PracticeGuest
  readonly secret: {
    mayCreate: boolean
    isListed: boolean
    deletion: 'gone' | 'stays'
  }
  readonly network: {
    mayCreateRbacPolicy: boolean
    mayAllocateFloatingIp: boolean
    /** Whether members see the subnets of provider networks, and not only their ids. */
    showsProviderSubnets: boolean
  }
  readonly domainManager: {
    reach: 'own-domain' | 'all-domains'
    mayGrantAdmin: boolean
    mayCreateWithoutDomain: boolean
    mayCreateRoles: boolean
    /** Whether managers may do their work in their own domain at all. */
    isEffective: boolean
  }
}

/** What a virtual machine prints to its console. */
export interface PracticeGuest {
  entropyAvailable: string
  /** Of 1000 blocks; null where rngtest leaves its line out. */
  fipsFailures: number | null
  /** `silent`: nothing at all; `failed`: cloud-init cannot run the user data; `endless`: the end is never reached. */
  boot: 'complete' | 'silent' | 'failed' | 'endless'
}

/** A cloud on which everything that is created comes into being, works, and vanishes when it is deleted. */
export function healthyBehaviour(): PracticeBehaviour {
  return {
    volume: { creation: 'available', deletion: 'gone' },
    backup: {
      isOffered: true,
      isRunning: true,
      isEnabled: true,
      creation: 'available',
      restoration: 'available',
      deletion: 'gone',
    },
    server: { building: 'active', deletion: 'gone' },
    guest: { entropyAvailable: '256', fipsFailures: 1, boot: 'complete' },
    secret: { mayCreate: true, isListed: true, deletion: 'gone' },
    network: { mayCreateRbacPolicy: false, mayAllocateFloatingIp: true, showsProviderSubnets: true },
    domainManager: {
      reach: 'own-domain',
      mayGrantAdmin: false,
      mayCreateWithoutDomain: false,
      mayCreateRoles: false,
      isEffective: true,
    },
  }
}

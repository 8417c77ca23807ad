import { type Rhythm, USUAL_RHYTHM } from '#clouds/openstack/resources/wait-for-state.ts'

/** Where the virtual machine of the entropy test gets its package from; null leaves the image's own mirrors alone. */
export interface EntropyMirrors {
  readonly debian: string | null
  readonly debianSecurity: string | null
  readonly ubuntu: string | null
}

/** What an operator may set about the probes. */
export interface ProbeSettings {
  /** For each step of the backup trial. */
  readonly backupLimitSeconds: number
  readonly entropy: {
    /** Until the volume is made from the image. */
    readonly volumeLimitSeconds: number
    /** Until the virtual machine is active. */
    readonly bootLimitSeconds: number
    /** Until it has printed the end mark. */
    readonly consoleLimitSeconds: number
    readonly consolePauseMs: number
    readonly mirrors: EntropyMirrors
    readonly nameServers: readonly string[]
  }
  /** Until a volume on the default storage class is mounted (scs-0211). */
  readonly storageLimitSeconds: number
  /** How often the state of what was created is asked for. */
  readonly rhythm: Rhythm
  readonly tls: {
    readonly handshakeLimitMs: number
    /** Between two handshakes with one server. */
    readonly pauseMs: number
  }
  /**
   * Ids of the projects whose images the provider answers for: community images of others are left out. Empty: not known, so
   * that all of them count.
   */
  readonly providerProjects: readonly string[]
  /** The role that domain managers may grant (scs-0302-v1). */
  readonly grantableRole: string
}

/** The figures of scs-0101-w1 and of the catalogue of testcases (sections 6.1, 6.5, 7.7). */
export const USUAL_SETTINGS: ProbeSettings = {
  backupLimitSeconds: 600,
  entropy: {
    volumeLimitSeconds: 300,
    bootLimitSeconds: 500,
    consoleLimitSeconds: 300,
    consolePauseMs: 1_000,
    mirrors: {
      debian: 'https://mirror.plusserver.com/debian/debian/',
      debianSecurity: 'https://mirror.plusserver.com/debian/debian-security/',
      ubuntu: 'http://az1.clouds.archive.ubuntu.com/ubuntu/',
    },
    nameServers: ['9.9.9.9'],
  },
  storageLimitSeconds: 300,
  rhythm: USUAL_RHYTHM,
  tls: { handshakeLimitMs: 8_000, pauseMs: 20 },
  providerProjects: [],
  grantableRole: 'member',
}

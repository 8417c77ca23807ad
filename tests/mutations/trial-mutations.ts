import { DOMAIN_MANAGER_CHECKS } from '#facts/derived/domain-manager-checks.ts'
import type { BackupStep, BackupStepOutcome } from '#facts/openstack/backup-trial.ts'
import { templateRule } from './healthy-facts.ts'
import { DONE, FORBIDDEN, type Mutation } from './mutation.ts'

function withRule(changes: Parameters<typeof templateRule>[0]): Mutation['apply'] {
  return (facts) => {
    const { path, rules } = facts.securityGroupRules
    facts.securityGroupRules = { path, rules: [...rules, templateRule({ direction: 'ingress', ...changes })] }
  }
}

function console(...lines: string[]): Mutation['apply'] {
  return (facts) => {
    const run = { state: 'printed' as const, hasEnded: true, waitedSeconds: 70, lines }
    facts.entropyConsole = { ...facts.entropyConsole, run }
  }
}

function backup(...steps: readonly (readonly [BackupStep, BackupStepOutcome])[]): Mutation['apply'] {
  return (facts) => {
    facts.backupTrial = { blockStorage: 'present', steps: steps.map(([step, outcome]) => ({ step, outcome })) }
  }
}

const READY: BackupStepOutcome = { kind: 'done', seconds: 9 }
const BROKEN: BackupStepOutcome = { kind: 'error-state', status: 'error', seconds: 9 }

/** One check of each kind and block that turns out the other way round. */
const DOMAIN_MANAGER: readonly Mutation[] = DOMAIN_MANAGER_CHECKS.map(({ id, block, expected }) => ({
  name: `the domain manager’s ${id} is ${expected === 'works' ? 'refused' : 'allowed'}`,
  apply: (facts) => {
    const outcome = expected === 'works' ? FORBIDDEN : DONE
    facts.domainManagerTrial = facts.domainManagerTrial.map((one) => (one.check === id ? { check: id, outcome } : one))
  },
  red: [`siegel-0302-${block}`],
}))

/** Rules of scs-0101, scs-0115, scs-0116, scs-0117, scs-0121 and scs-0302, one each. */
export const TRIAL_MUTATIONS: readonly Mutation[] = [
  ...DOMAIN_MANAGER,
  {
    name: 'a virtual machine has less entropy than its kernel holds',
    apply: console('_scs-test-entropy-avail: 17', '_scs-test-fips-test: failures: 0', '_scs-test-end'),
    red: ['scs-0101-entropy-avail'],
  },
  {
    name: 'a virtual machine has poor random numbers',
    apply: console('_scs-test-entropy-avail: 256', '_scs-test-fips-test: failures: 6', '_scs-test-end'),
    red: ['scs-0101-fips-test'],
  },
  {
    name: 'new groups let everything in',
    apply: withRule({}),
    red: ['scs-0115-default-rules'],
  },
  {
    name: 'new groups let SSH in',
    apply: withRule({ protocol: 'tcp', portRangeMin: 22, portRangeMax: 22 }),
    red: ['scs-0115-default-rules'],
  },
  {
    name: 'new groups let pings over IPv6 in',
    apply: withRule({ ethertype: 'IPv6', protocol: 'ipv6-icmp' }),
    red: ['scs-0115-default-rules'],
  },
  {
    name: 'custom groups let their members in',
    apply: withRule({ remoteGroupId: 'PARENT' }),
    red: ['scs-0115-default-rules'],
  },
  {
    name: 'the default group lets another group in',
    apply: withRule({ remoteGroupId: 'b5e1', usedInCustomGroups: false }),
    red: ['scs-0115-default-rules'],
  },
  {
    name: 'members may not create secrets',
    apply: (facts) => {
      const untried = { list: null, isListed: null, remove: null, isGone: null }
      facts.keyManagerTrial = { keyManager: 'present', create: FORBIDDEN, ...untried }
    },
    red: ['scs-0116-permissions'],
  },
  {
    name: 'members may not list secrets',
    apply: (facts) => {
      const untried = { isListed: null, remove: null, isGone: null }
      facts.keyManagerTrial = { keyManager: 'present', create: DONE, list: FORBIDDEN, ...untried }
    },
    red: ['scs-0116-permissions'],
  },
  {
    name: 'a secret is not found again',
    apply: (facts) => {
      const unseen = { isListed: false, remove: null, isGone: null }
      facts.keyManagerTrial = { keyManager: 'present', create: DONE, list: DONE, ...unseen }
    },
    red: ['scs-0116-permissions'],
  },
  {
    name: 'members may not delete secrets',
    apply: (facts) => {
      const seen = { isListed: true, remove: FORBIDDEN, isGone: null }
      facts.keyManagerTrial = { keyManager: 'present', create: DONE, list: DONE, ...seen }
    },
    red: ['scs-0116-permissions'],
  },
  {
    name: 'there is no API for backups',
    apply: backup(['create-volume', READY], ['back-up', { kind: 'refused', status: 404, message: '' }]),
    red: ['scs-0117-test-backup'],
  },
  {
    name: 'a backup ends in an error',
    apply: backup(['create-volume', READY], ['back-up', BROKEN]),
    red: ['scs-0117-test-backup'],
  },
  {
    name: 'a restoration ends in an error',
    apply: backup(['create-volume', READY], ['back-up', READY], ['restore', BROKEN]),
    red: ['scs-0117-test-backup'],
  },
  {
    name: 'there is no block storage to back up',
    apply: (facts) => {
      facts.backupTrial = { blockStorage: 'absent' }
    },
    red: ['scs-0117-test-backup'],
  },
  {
    name: 'no zone of compute is up',
    apply: (facts) => {
      const compute = { shown: true as const, zones: [{ name: 'nova', isAvailable: false }] }
      facts.availabilityZones = { ...facts.availabilityZones, compute }
    },
    red: ['siegel-0121-usable-zones'],
  },
]

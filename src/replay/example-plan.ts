import type { Plan, PlanAction, PlanStep } from './plan.ts'
import { askFor } from './plan-value.ts'

/** Names as a hostile cloud may have them: they try to leave every notation in which a plan is written. */
export const HOSTILE_NAME = `it's "a" \${name} %{ if true } $(touch /tmp/pwned) \`id\` <b>#1 @all</b>\n- x: [y]\n# \u001B[31m`

/** For tests: one step of each kind, for objects with hostile names and one with an id that looks like an option. */
export function examplePlan(): Plan {
  const flavor = {
    name: 'SCS-1V-4',
    vcpus: 1,
    ramMiB: 4096,
    diskGiB: 0,
    isPublic: true,
    extraSpecs: { 'scs:name-v2': 'SCS-1V-4', 'x:note': HOSTILE_NAME },
  }
  const steps: PlanStep[] = [
    step('flavor', { kind: 'create-flavor', flavor }),
    step('flavor', { kind: 'replace-flavor', flavor: { ...flavor, name: HOSTILE_NAME } }),
    step('flavor', { kind: 'set-extra-specs', set: { 'scs:cpu-type': 'shared-core' }, unset: ['scs:disk0-type'] }),
    step('image', {
      kind: 'set-image-properties',
      set: { os_version: '24.04', min_disk: '8', image_source: askFor('IMAGE_SOURCE', HOSTILE_NAME, 'private') },
    }),
    step('image', { kind: 'rename-image', name: HOSTILE_NAME }),
    step('image', { kind: 'show-image' }),
    step('image', {
      kind: 'provide-image',
      name: 'Debian 13',
      properties: {
        os_distro: 'debian',
        os_version: '13',
        min_disk: askFor('MIN_DISK', 'the smallest disk', '8'),
        image_source: askFor('IMAGE_SOURCE', 'the URL', 'https://example.org/d.qcow2'),
        provided_until: '2029-05-31',
      },
    }),
    step('volume type', { kind: 'set-volume-type-description', description: `[scs:encrypted]${HOSTILE_NAME}` }),
    step('security group rules', { kind: 'delete-security-group-rule' }),
    step('service', {
      kind: 'register-service',
      type: 'load-balancer',
      name: 'octavia',
      interface: 'public',
      region: 'RegionOne',
      url: askFor('URL', 'the URL', 'https://lb.example.org'),
      isNew: true,
    }),
  ]
  const numbered = steps.map((one, index) => ({ ...one, id: `step-${String(index + 1).padStart(2, '0')}` }))
  const byHand = {
    testcaseIds: ['scs-0102-image-recency'],
    object: { kind: 'image', name: HOSTILE_NAME, id: 'i9' },
    why: 'A person has to decide.',
    remedy: 'Publish a current build.',
  } as const
  return { steps: numbered, byHand: [byHand] }
}

function step(kind: PlanStep['object']['kind'], action: PlanAction): PlanStep {
  return {
    id: '',
    turnsGreen: ['scs-0100-syntax-check'],
    object: { kind, name: HOSTILE_NAME, id: '--help' },
    action,
    cautions: ['Look at it before.'],
  }
}

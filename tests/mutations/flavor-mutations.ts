import type { Flavor } from '#facts/openstack/flavors.ts'
import {
  MANDATORY_FLAVORS,
  RECOMMENDED_FLAVORS,
} from '../../src/testcases/iaas/scs-0103-standard-flavors/standard-flavors.ts'
import { flavorOf, type Mutation, removeFlavor, setExtraSpec, unsetExtraSpec } from './mutation.ts'

const SEMANTICS = 'scs-0100-semantics-check'
const SYNTAX = 'scs-0100-syntax-check'
const EXTRA_SPECS = 'siegel-0100-extra-specs'

function standard(name: string): string {
  return `scs-0103-flavor-${name.slice('SCS-'.length).toLowerCase()}`
}

/** A flavor of the operator's own beside the standard ones. */
function another(name: string, changes: Partial<Flavor> = {}): Flavor {
  const figures = { vcpus: 2, ramMiB: 4096, diskGiB: 0, isPublic: true, isDisabled: false, extraSpecs: {} }
  return { id: `own-${name}`, name, ...figures, ...changes }
}

function withAnother(name: string, changes: Partial<Flavor> = {}): Mutation['apply'] {
  return (facts) => {
    facts.flavors = [...facts.flavors, another(name, changes)]
  }
}

function harmed(name: string, harm: (flavor: Flavor) => void): Mutation['apply'] {
  return (facts) => harm(flavorOf(facts, name))
}

const MISSING: readonly Mutation[] = [...MANDATORY_FLAVORS, ...RECOMMENDED_FLAVORS].map((name) => ({
  name: `the flavor ${name} is missing`,
  apply: (facts) => removeFlavor(facts, name),
  red: [standard(name)],
}))

/** Rules of scs-0100 and scs-0103, one each. */
export const FLAVOR_MUTATIONS: readonly Mutation[] = [
  ...MISSING,
  {
    name: 'a standard flavor has half the RAM',
    apply: harmed('SCS-2V-8', (flavor) => {
      flavor.ramMiB = 4096
    }),
    red: [SEMANTICS, standard('SCS-2V-8'), EXTRA_SPECS],
  },
  {
    name: 'a standard flavor lacks one MiB',
    apply: harmed('SCS-1V-4', (flavor) => {
      flavor.ramMiB = 4095
    }),
    red: [SEMANTICS, standard('SCS-1V-4'), EXTRA_SPECS],
  },
  {
    name: 'a standard flavor has more RAM than the table says',
    apply: harmed('SCS-1V-2', (flavor) => {
      flavor.ramMiB = 4096
    }),
    red: [standard('SCS-1V-2')],
  },
  {
    name: 'a standard flavor has fewer vCPUs',
    apply: harmed('SCS-4V-16', (flavor) => {
      flavor.vcpus = 3
    }),
    red: [SEMANTICS, standard('SCS-4V-16'), EXTRA_SPECS],
  },
  {
    name: 'a standard flavor has more vCPUs',
    apply: harmed('SCS-8V-32', (flavor) => {
      flavor.vcpus = 16
    }),
    red: [standard('SCS-8V-32')],
  },
  {
    name: 'a standard flavor has a smaller disk',
    apply: harmed('SCS-2V-4-20s', (flavor) => {
      flavor.diskGiB = 10
    }),
    red: [SEMANTICS, standard('SCS-2V-4-20s'), EXTRA_SPECS],
  },
  {
    name: 'a standard flavor has a larger disk',
    apply: harmed('SCS-4V-16-100s', (flavor) => {
      flavor.diskGiB = 200
    }),
    red: [standard('SCS-4V-16-100s')],
  },
  {
    name: 'a standard flavor without disk has one',
    apply: harmed('SCS-8V-16', (flavor) => {
      flavor.diskGiB = 20
    }),
    red: [standard('SCS-8V-16')],
  },
  {
    name: 'a standard flavor is disabled',
    apply: harmed('SCS-4V-8', (flavor) => {
      flavor.isDisabled = true
    }),
    red: [standard('SCS-4V-8')],
  },
  {
    name: 'a standard flavor does not say its name in version 1',
    apply: harmed('SCS-16V-32', (flavor) => unsetExtraSpec(flavor, 'scs:name-v1')),
    red: [standard('SCS-16V-32')],
  },
  {
    name: 'a standard flavor does not say its name in version 2',
    apply: harmed('SCS-1V-8', (flavor) => unsetExtraSpec(flavor, 'scs:name-v2')),
    red: [standard('SCS-1V-8')],
  },
  {
    name: 'a standard flavor says another true name in version 1',
    apply: harmed('SCS-2V-16', (flavor) => setExtraSpec(flavor, 'scs:name-v1', 'SCS-2V:8')),
    red: [standard('SCS-2V-16')],
  },
  {
    name: 'a standard flavor does not say its kind of CPU',
    apply: harmed('SCS-4V-32', (flavor) => unsetExtraSpec(flavor, 'scs:cpu-type')),
    red: [standard('SCS-4V-32')],
  },
  {
    name: 'a standard flavor says a better kind of CPU',
    apply: harmed('SCS-1L-1', (flavor) => setExtraSpec(flavor, 'scs:cpu-type', 'shared-core')),
    red: [standard('SCS-1L-1')],
  },
  {
    name: 'a standard flavor says a worse kind of CPU',
    apply: harmed('SCS-2V-4', (flavor) => setExtraSpec(flavor, 'scs:cpu-type', 'crowded-core')),
    red: [standard('SCS-2V-4'), EXTRA_SPECS],
  },
  {
    name: 'a standard flavor with SSD does not say so',
    apply: harmed('SCS-2V-4-20s', (flavor) => unsetExtraSpec(flavor, 'scs:disk0-type')),
    red: [standard('SCS-2V-4-20s')],
  },
  {
    name: 'a standard flavor with SSD says that it is network storage',
    apply: harmed('SCS-4V-16-100s', (flavor) => setExtraSpec(flavor, 'scs:disk0-type', 'network')),
    red: [standard('SCS-4V-16-100s'), EXTRA_SPECS],
  },
  {
    name: 'a standard flavor without disk says the type of one',
    apply: harmed('SCS-8V-64', (flavor) => setExtraSpec(flavor, 'scs:disk0-type', 'ssd')),
    red: [standard('SCS-8V-64')],
  },
  {
    name: 'a standard flavor has a disk of a type that does not exist',
    apply: harmed('SCS-1V-4-10', (flavor) => setExtraSpec(flavor, 'scs:disk0-type', 'tape')),
    red: [standard('SCS-1V-4-10'), EXTRA_SPECS],
  },
  { name: 'a flavor has a name that only begins with SCS', apply: withAnother('SCS-huge'), red: [SYNTAX] },
  { name: 'a flavor name has a multiplicity that is no number', apply: withAnother('SCS-2V-4-xs'), red: [SYNTAX] },
  { name: 'a flavor name has a GPU that does not exist', apply: withAnother('SCS-2V-4_GX'), red: [SYNTAX] },
  { name: 'a flavor name has something after its end', apply: withAnother('SCS-2V-4 '), red: [SYNTAX] },
  {
    name: 'a flavor of the operator promises more RAM than it has',
    apply: withAnother('SCS-2C-8'),
    red: [SEMANTICS],
  },
  {
    name: 'a flavor of the operator promises more vCPUs than it has',
    apply: withAnother('SCS-3T-4'),
    red: [SEMANTICS],
  },
  {
    name: 'a flavor of the operator promises a disk that it does not have',
    apply: withAnother('SCS-2T-4-10'),
    red: [SEMANTICS],
  },
  {
    name: 'an extra spec of a flavor with another name promises more',
    apply: withAnother('tiny', { extraSpecs: { 'scs:name-v2': 'SCS-16C-4' } }),
    red: [EXTRA_SPECS],
  },
  {
    name: 'an extra spec of a flavor with another name is no name',
    apply: withAnother('tiny', { extraSpecs: { 'scs:name-v3': 'SCS-many' } }),
    red: [EXTRA_SPECS],
  },
  {
    name: 'an extra spec of a flavor with another name has an unknown kind of CPU',
    apply: withAnother('tiny', { extraSpecs: { 'scs:cpu-type': 'quick' } }),
    red: [EXTRA_SPECS],
  },
]

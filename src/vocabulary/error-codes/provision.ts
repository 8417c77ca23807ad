import type { ErrorCodeEntry } from '../coded-error.ts'

export const PROVISION_ERRORS = {
  PROVISION_CONFIG_NOT_FOUND: {
    meaning: 'There is no clusters.yaml: neither the named file, nor one here, nor ~/.config/scs/clusters.yaml.',
    remedy: 'Write one (docs/how-to/provision-clusters.md has examples), or name it with --clusters.',
  },
  PROVISION_CONFIG_INVALID: {
    meaning: 'An entry of clusters.yaml lacks something, or holds a value that is not possible; the place says where.',
    remedy: 'Correct the named place.',
  },
  PROVISION_TEMPLATE_INVALID: {
    meaning: 'A template that clusters.yaml names cannot be filled in, or is no manifest of the expected kind.',
    remedy: 'Correct the template at the named place, or give the named variable in vars or secrets.',
  },
  PROVISION_CLUSTER_UNKNOWN: {
    meaning: 'clusters.yaml has no entry of this name.',
    remedy: 'Use one of the names in the message.',
  },
  PROVISION_CLUSTER_FOREIGN: {
    meaning: 'There is a cluster of this name that Siegel did not make; it is left alone.',
    remedy: 'Choose another name in clusters.yaml, or remove the cluster by hand if nobody needs it.',
  },
  PROVISION_VERSION_NOT_OFFERED: {
    meaning: 'The platform offers no supported version of the wanted branch.',
    remedy: 'List what it offers with `siegel provision list`, or ask the platform to offer the branch.',
  },
  PROVISION_FAILED: {
    meaning: 'A cluster did not become ready; the message has the last words of the platform.',
    remedy: 'Look at the cluster with the tools of the platform; --keep leaves it for that.',
  },
} as const satisfies Record<string, ErrorCodeEntry>

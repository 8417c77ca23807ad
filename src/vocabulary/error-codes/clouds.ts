import type { ErrorCodeEntry } from '../coded-error.ts'

export const CLOUDS_ERRORS = {
  CLOUDS_CONFIG_NOT_FOUND: {
    meaning:
      'There is no clouds.yaml in any of the places where OpenStack programs look, or the named file does not exist.',
    remedy: 'Put a clouds.yaml into the current folder or ~/.config/openstack, or name one with OS_CLIENT_CONFIG_FILE.',
  },
  CLOUDS_CONFIG_UNREADABLE: {
    meaning: 'A configuration file, or a certificate that it names, exists but cannot be read.',
    remedy: 'Check the path and the permissions of the file.',
  },
  CLOUDS_CONFIG_MALFORMED: {
    meaning: 'A configuration file for clouds is no YAML or JSON; the place says where reading failed.',
    remedy: 'Correct the file at the named line and column.',
  },
  CLOUDS_CONFIG_INVALID: {
    meaning: 'The entry of a cloud lacks something, or holds a value that is not possible.',
    remedy: 'Correct the named key; `openstack --os-cloud NAME token issue` should work with the same file.',
  },
  CLOUDS_CLOUD_UNKNOWN: {
    meaning: 'The configuration has no cloud of this name.',
    remedy: 'Use one of the names in the message, or add the cloud to the file.',
  },
  CLOUDS_CLOUD_NOT_CHOSEN: {
    meaning: 'The configuration has several clouds, and none was chosen.',
    remedy: 'Choose one with OS_CLOUD or on the command line.',
  },
  CLOUDS_REGION_UNKNOWN: {
    meaning: 'The entry of the cloud has no region of this name.',
    remedy: 'Use one of the regions in the message; upper and lower case matter.',
  },
  CLOUDS_AUTH_TYPE_UNSUPPORTED: {
    meaning: 'The cloud is entered with a kind of sign-in that Siegel does not offer.',
    remedy: 'Create an application credential for the tests: `openstack application credential create`.',
  },
  CLOUDS_KUBECONFIG_NOT_FOUND: {
    meaning: 'There is no kubeconfig: neither the named file, nor one of KUBECONFIG, nor ~/.kube/config.',
    remedy: 'Name one with --kubeconfig.',
  },
  CLOUDS_KUBECONFIG_INVALID: {
    meaning: 'A kubeconfig lacks something, or holds a value that is not possible; the place says where.',
    remedy: 'Correct the named place; `kubectl --kubeconfig FILE version` should work with the same file.',
  },
  CLOUDS_CONTEXT_UNKNOWN: {
    meaning: 'The kubeconfig has no context of this name.',
    remedy: 'Use one of the names in the message; `kubectl config get-contexts` lists them, too.',
  },
  CLOUDS_CONTEXT_NOT_CHOSEN: {
    meaning: 'The kubeconfig has several contexts, or none, and no current one.',
    remedy: 'Choose one with --context.',
  },
  CLOUDS_CREDENTIAL_REFUSED: {
    meaning: 'The cloud refused the credential, or it has expired.',
    remedy: 'Check the credential with `openstack --os-cloud NAME token issue`.',
  },
  CLOUDS_PERMISSION_DENIED: {
    meaning: 'The credential is good, but may not do this.',
    remedy: 'Use a credential with the role member, and without access rules that forbid the named call.',
  },
  CLOUDS_UNREACHABLE: {
    meaning: 'The cloud could not be reached: no connection, no such name, or no valid TLS.',
    remedy: 'Check auth_url, network, proxy and certificates (`cacert`).',
  },
  CLOUDS_TIME_OUT: {
    meaning: 'The cloud did not answer within the limit.',
    remedy: 'Try again; if it stays so, ask the operator of the cloud.',
  },
  CLOUDS_PROVIDER_ERROR: {
    meaning: 'The cloud answered with an error of its own, or with something malformed.',
    remedy: 'Show the message to the operator of the cloud.',
  },
  CLOUDS_OBSERVATION_FAILED: {
    meaning: 'An observation ended without a result, and the cloud is not to blame.',
    remedy: 'Run the check again; report the message if it comes back.',
  },
  PRACTICE_DEFECT_UNKNOWN: {
    meaning: 'A practice cloud was asked for a defect that does not exist.',
    remedy: 'Take a name from "siegel practice-cloud --list-defects".',
  },
  PRACTICE_OPTION_INVALID: {
    meaning: 'An option of the practice cloud has a value that is not possible.',
    remedy: 'Give a whole number in the range that the message names.',
  },
  PRACTICE_PORT_UNAVAILABLE: {
    meaning: 'The practice cloud could not listen on the wanted port.',
    remedy: 'Choose another port, or leave --port out to get a free one.',
  },
  PRACTICE_CLOUDS_YAML_FOREIGN: {
    meaning: 'The file for the access data exists and was not written by a practice cloud.',
    remedy: 'Choose another file name, so that the access data of your own clouds is not lost.',
  },
  PRACTICE_CLOUDS_YAML_UNWRITABLE: {
    meaning: 'The file for the access data of the practice cloud could not be written.',
    remedy: 'Choose a file in a directory that exists and may be written.',
  },
  CLOUDS_JOURNAL_UNUSABLE: {
    meaning: 'The journal, which remembers what a run creates so that it can be removed, cannot be written.',
    remedy: 'Let XDG_STATE_HOME (else ~/.local/state) be a folder with free space that you may write to.',
  },
  CLOUDS_JOURNAL_MALFORMED: {
    meaning: 'A journal of an earlier run cannot be understood, so that what the run left behind is not known.',
    remedy: 'Look for objects whose names contain the name of the journal file, delete them, and remove the file.',
  },
} as const satisfies Record<string, ErrorCodeEntry>

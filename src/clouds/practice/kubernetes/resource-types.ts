/** One kind of resource that the API of a practice cluster has. */
export interface ResourceType {
  /** Plural name, after the group unless that is the core: `pods`, `storage.k8s.io/storageclasses`. */
  readonly key: string
  /** Empty for the core. */
  readonly group: string
  readonly version: string
  readonly plural: string
  readonly kind: string
  readonly isNamespaced: boolean
  readonly shortNames: readonly string[]
}

function resource(
  groupVersion: string,
  plural: string,
  kind: string,
  isNamespaced: boolean,
  shortNames: readonly string[] = [],
): ResourceType {
  const [version = '', group = ''] = groupVersion.split('/').toReversed()
  return { key: group === '' ? plural : `${group}/${plural}`, group, version, plural, kind, isNamespaced, shortNames }
}

/** What a practice cluster knows: enough for the testcases, and for `kubectl get` of it. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  resource('v1', 'namespaces', 'Namespace', false, ['ns']),
  resource('v1', 'nodes', 'Node', false, ['no']),
  resource('v1', 'pods', 'Pod', true, ['po']),
  resource('v1', 'persistentvolumeclaims', 'PersistentVolumeClaim', true, ['pvc']),
  resource('v1', 'persistentvolumes', 'PersistentVolume', false, ['pv']),
  resource('v1', 'configmaps', 'ConfigMap', true, ['cm']),
  resource('v1', 'secrets', 'Secret', true),
  resource('v1', 'serviceaccounts', 'ServiceAccount', true, ['sa']),
  resource('apps/v1', 'daemonsets', 'DaemonSet', true, ['ds']),
  resource('storage.k8s.io/v1', 'storageclasses', 'StorageClass', false, ['sc']),
  resource('discovery.k8s.io/v1', 'endpointslices', 'EndpointSlice', true),
  resource('networking.k8s.io/v1', 'ingressclasses', 'IngressClass', false),
  resource('networking.k8s.io/v1', 'networkpolicies', 'NetworkPolicy', true, ['netpol']),
  resource('policy.networking.k8s.io/v1alpha2', 'clusternetworkpolicies', 'ClusterNetworkPolicy', false),
  resource('gateway.networking.k8s.io/v1', 'gatewayclasses', 'GatewayClass', false, ['gc']),
  resource('gateway.networking.k8s.io/v1', 'gateways', 'Gateway', true, ['gtw']),
  resource('gateway.networking.k8s.io/v1', 'httproutes', 'HTTPRoute', true),
  resource('flowcontrol.apiserver.k8s.io/v1', 'prioritylevelconfigurations', 'PriorityLevelConfiguration', false),
  // Platforms on which clusters are made.
  resource('core.gardener.cloud/v1beta1', 'cloudprofiles', 'CloudProfile', false),
  resource('core.gardener.cloud/v1beta1', 'shoots', 'Shoot', true),
  resource('cluster.x-k8s.io/v1beta2', 'clusters', 'Cluster', true, ['cl']),
  resource('clusterstack.x-k8s.io/v1alpha1', 'clusterstackreleases', 'ClusterStackRelease', true),
  resource('provisioning.cattle.io/v1', 'clusters', 'Cluster', true),
  resource('rke-machine-config.cattle.io/v1', 'openstackconfigs', 'OpenstackConfig', true),
  resource('helm.toolkit.fluxcd.io/v2', 'helmreleases', 'HelmRelease', true, ['hr']),
  resource('certificates.k8s.io/v1', 'certificatesigningrequests', 'CertificateSigningRequest', false, ['csr']),
]

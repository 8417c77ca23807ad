import type { GermanTexts } from './german-text.ts'

/** scs-0210, scs-0211, scs-0214 and scs-0219. */
export const KUBERNETES_TEXTS: GermanTexts = {
  'version-policy-check': {
    title: 'Der Cluster hat eine unterstützte Kubernetes-Version, die rechtzeitig aktualisiert wird',
    remedy:
      'Bieten Sie die genannte Version an und aktualisieren Sie den geprüften Cluster, oder lassen Sie den Provisioner die neueste Patch-Version selbst wählen. Patch-Versionen haben einen Monat Zeit; solche, die eine kritische Schwachstelle beheben, zwei Wochen. Ein Cluster, dessen Versionszweig nicht mehr unterstützt wird, ist durch einen mit einem unterstützten Zweig zu ersetzen.',
  },
  'siegel-0210-offered-branches': {
    title:
      'Jeder unterstützte Versionszweig von Kubernetes wird angeboten, ein neuer binnen vier Monaten (keine offizielle Kennung)',
    remedy:
      'Bieten Sie den genannten Versionszweig an und nehmen Sie einen Cluster mit ihm in die Gruppe des Angebots auf: als weiteres Subjekt mit derselben `group` in siegel.yaml oder mit einem weiteren `--offering KUBECONFIG`.',
  },
  'siegel-0211-default-class': {
    title: 'Ein neuer Cluster hat eine Standard-Storage-Class (Entwurf scs-0211-v2; keine offizielle Kennung)',
    remedy:
      'Kennzeichnen Sie eine Storage-Class: `kubectl annotate storageclass NAME storageclass.kubernetes.io/is-default-class=true`. Sie soll Daten unabhängig vom Knoten speichern.',
  },
  'siegel-0211-volume': {
    title:
      'Ein Volume der Standard-Storage-Class kann angefordert und zum Schreiben eingebunden werden (scs-0211; keine offizielle Kennung)',
    remedy:
      'Sorgen Sie dafür, dass die Standardklasse ReadWriteOnce unterstützt, und sehen Sie sich die Ereignisse der Anforderung an: `kubectl describe pvc`. Volumes sollen nicht von einem einzelnen Knoten abhängen.',
  },
  'siegel-0212-registry-check': {
    title:
      'Zum Angebot gehört eine Container-Registry mit den meisten empfohlenen Funktionen (Entwurf scs-0212; keine offizielle Kennung)',
    remedy:
      'Beantworten Sie für jede Funktion, ob die Registry sie hat: Audit-Protokoll, Systemkonten, Authentifizierung, RBAC, Automatisierung, Suche nach Schwachstellen, Signaturen, Mandantenfähigkeit, Sicherung und Wiederherstellung, Überwachung, Hochverfügbarkeit, Replikation, Proxy-Cache, Quotas, Aufräumen nicht mehr benötigter Daten, Aufbewahrungsregeln.',
  },
  'siegel-0214-node-distribution': {
    title:
      'Nichts, was die Knoten zeigen, widerspricht ihrer Verteilung auf Maschinen, die nur eine Erklärung belegt (keine offizielle Kennung)',
    remedy:
      'Versehen Sie jeden Knoten mit `topology.kubernetes.io/region` und `topology.kubernetes.io/zone`; in der Regel erledigt das der Cloud-Controller-Manager. Betreiben Sie drei Knoten der Steuerungsebene mit Anti-Affinität auf der Ebene der Hosts. Gehostete Steuerungsebenen werden in der Erklärung beschrieben (node-distribution-check).',
  },
  'siegel-0219-admin-network-policies': {
    title:
      'Administratoren können, wie empfohlen, Netzwerkrichtlinien für den ganzen Cluster setzen (scs-0219; keine offizielle Kennung)',
    remedy:
      'Wählen Sie ein Netzwerk-Plugin, das `ClusterNetworkPolicy` oder aber `AdminNetworkPolicy` und `BaselineAdminNetworkPolicy` unterstützt.',
  },
  'siegel-0219-gateway-api': {
    title:
      'Datenverkehr kann, wie empfohlen, über die Gateway-API und über eine Standard-Ingress-Class geführt werden (scs-0219; keine offizielle Kennung)',
    remedy:
      'Bieten Sie einen Controller für die Gateway-API an (`GatewayClass`, `Gateway`, `HTTPRoute`) sowie einen Ingress-Controller mit einer `IngressClass`, die der Standard ist.',
  },
  'cncf-k8s-conformance': {
    title: 'Der Cluster besteht alle Konformitätstests seiner Kubernetes-Version',
    remedy:
      'Sehen Sie sich die Ausgabe der genannten Tests (`plugins/e2e/results/global/junit_01.xml` im Archiv von Sonobuoy) und die Protokolle ihrer Pods an. `sonobuoy run --rerun-failed ARCHIVE` wiederholt sie zur Untersuchung; für das Urteil braucht es einen vollständigen Lauf.',
  },
  'kaas-networking-check': {
    title: 'Netzwerkrichtlinien wirken so, wie Kubernetes es beschreibt',
    remedy:
      'Setzen Sie ein Netzwerk-Plugin ein, das `NetworkPolicy` vollständig unterstützt, etwa Calico, Cilium, Antrea, Kube-OVN oder OVN-Kubernetes, und sehen Sie sich die Ausgabe der genannten Tests an.',
  },
}

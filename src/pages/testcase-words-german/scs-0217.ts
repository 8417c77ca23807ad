import type { GermanTexts } from './german-text.ts'

export const SCS_0217_TEXTS: GermanTexts = {
  'siegel-0217-authentication-methods': {
    title:
      'Der API-Server kennt Service-Account-Token und ein weiteres Verfahren der Authentifizierung (Entwurf scs-0217; keine offizielle Kennung)',
    remedy:
      'Setzen Sie `--service-account-issuer` und richten Sie ein weiteres Verfahren ein: Client-Zertifikate (`--client-ca-file`), OpenID Connect oder einen Webhook.',
  },
  'siegel-0217-authorization-modes': {
    title:
      'Der API-Server autorisiert Knoten eigens und alle anderen durch RBAC, ABAC oder einen Webhook (Entwurf scs-0217; keine offizielle Kennung)',
    remedy:
      'Setzen Sie `--authorization-mode=Node,RBAC` oder eine gleichwertige strukturierte Konfiguration (`--authorization-config`).',
  },
  'siegel-0217-etcd-client': {
    title:
      'Der API-Server spricht mit etcd über TLS und weist sich mit einem eigenen Zertifikat aus (Entwurf scs-0217; keine offizielle Kennung)',
    remedy:
      'Setzen Sie `--etcd-certfile`, `--etcd-keyfile` und `--etcd-cafile` des API-Servers sowie https-Adressen in `--etcd-servers`. Eigene Maschinen für etcd werden empfohlen.',
  },
  'siegel-0217-etcd-tls': {
    title:
      'etcd spricht über TLS und lässt Clients und Partner nur mit Zertifikat zu (Entwurf scs-0217; keine offizielle Kennung)',
    remedy:
      'Starten Sie etcd mit Zertifikaten für Clients und Partner, mit `--client-cert-auth=true` und `--peer-client-cert-auth=true` und nur mit https-Adressen.',
  },
  'siegel-0217-https': {
    title: 'Der API-Server ist nur über HTTPS zu erreichen (Entwurf scs-0217; keine offizielle Kennung)',
    remedy: 'Geben Sie in der Kubeconfig eine https-Adresse an, und bieten Sie nichts über unverschlüsseltes HTTP an.',
  },
  'siegel-0217-kubelet-authentication': {
    title: 'Kein Kubelet antwortet ohne Authentifizierung (Entwurf scs-0217; keine offizielle Kennung)',
    remedy: 'Setzen Sie in der KubeletConfiguration `authentication.anonymous.enabled: false` und `readOnlyPort: 0`.',
  },
  'siegel-0217-kubelet-authorization': {
    title: 'Jedes Kubelet fragt den API-Server, was erlaubt ist (Entwurf scs-0217; keine offizielle Kennung)',
    remedy: 'Setzen Sie in der KubeletConfiguration `authorization.mode: Webhook`.',
  },
  'siegel-0217-node-restriction': {
    title: 'Das Admission-Plugin NodeRestriction ist eingeschaltet (Entwurf scs-0217; keine offizielle Kennung)',
    remedy:
      'Nehmen Sie `NodeRestriction` in `--enable-admission-plugins` des API-Servers auf; die Stelle in der Liste ist gleichgültig.',
  },
  'siegel-0217-pod-security': {
    title:
      'Privilegierte Pods werden in jedem Namespace abgelehnt, der es nicht anders bestimmt (Entwurf scs-0217; keine offizielle Kennung)',
    remedy:
      'Konfigurieren Sie das Admission-Plugin PodSecurity für den ganzen Cluster: `defaults.enforce: baseline` in der AdmissionConfiguration; schalten Sie das Plugin nicht ab.',
  },
  'siegel-0217-ports': {
    title:
      'Von außen ist nichts als der API-Server und die Node-Ports zu erreichen (Entwurf scs-0217; keine offizielle Kennung)',
    remedy:
      'Schließen Sie den genannten Port durch Security-Groups oder eine Firewall: Kubelet, etcd, Scheduler und Controller-Manager sind nur für das interne Netz bestimmt.',
  },
}

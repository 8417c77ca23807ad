import type { GermanTexts } from './german-text.ts'

export const SCS_0215_TEXTS: GermanTexts = {
  'siegel-0215-certificate-rotation': {
    title: 'Zertifikate werden mindestens einmal im Jahr erneuert (Entwurf scs-0215; keine offizielle Kennung)',
    remedy:
      'Stellen Sie Zertifikate für höchstens ein Jahr aus, lassen Sie Kubelets ihre eigenen selbst erneuern (`rotateCertificates: true`), und entscheiden Sie über Zertifikatsanfragen binnen eines Tages.',
  },
  'siegel-0215-etcd-backup-check': {
    title: 'etcd wird mindestens einmal in der Woche gesichert (Entwurf scs-0215; keine offizielle Kennung)',
    remedy:
      'Erklären Sie, wie und wie oft etcd gesichert wird, wo und wie lange die Kopien aufbewahrt werden und wann die Wiederherstellung zuletzt erprobt wurde; Sicherungen liegen in der Regel außerhalb des Clusters.',
  },
  'siegel-0215-etcd-compaction': {
    title:
      'etcd verdichtet seine Daten selbsttätig und behält acht Stunden (Entwurf scs-0215; keine offizielle Kennung)',
    remedy: 'Starten Sie etcd mit `--auto-compaction-mode=periodic --auto-compaction-retention=8h`.',
  },
  'siegel-0215-event-rate-limit': {
    title: 'Der API-Server begrenzt die Rate der Ereignisse (Entwurf scs-0215; keine offizielle Kennung)',
    remedy:
      'Nehmen Sie `EventRateLimit` in `--enable-admission-plugins` auf und konfigurieren Sie das Plugin mit `--admission-control-config-file`: empfohlen sind der Typ Server, qps 5000 und burst 20000.',
  },
  'siegel-0215-request-limits': {
    title: 'Für den API-Server sind Grenzen seiner Anfragen gesetzt (Entwurf scs-0215; keine offizielle Kennung)',
    remedy:
      'Setzen Sie `--max-requests-inflight`, `--max-mutating-requests-inflight` und `--min-request-timeout` des API-Servers; Voreinstellungen gelten nicht als gesetzt.',
  },
}

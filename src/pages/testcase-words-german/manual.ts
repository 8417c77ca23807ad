import type { GermanTexts } from './german-text.ts'
import { DOMAIN_MANAGER_REMEDY } from './scs-0302.ts'

export const MANUAL_TEXTS: GermanTexts = {
  'availability-zones-check': {
    title:
      'Verfügbarkeitszonen für Compute liegen, sofern es mehrere gibt, in verschiedenen Brandabschnitten mit eigener Stromversorgung und eigenem Netz',
    remedy:
      'Dokumentieren Sie für jede Verfügbarkeitszone den Brandabschnitt, die Stromzuführung, die Außenanbindung und die Core-Router; nichts davon darf mit einer anderen Zone geteilt werden. Ein Zertifikat nach ISO 27001 oder ISO 9001 kann die Redundanz belegen. Wiederholen Sie dies nach jeder baulichen Änderung.',
  },
  'domain-manager-check': {
    title:
      'Ein Domänenverwalter verwaltet Benutzer, Gruppen, Projekte und zulässige Rollen der eigenen Domäne und keiner anderen',
    remedy: `${DOMAIN_MANAGER_REMEDY} Die Prüfung braucht zwei leere Domänen mit je einem Verwalter.`,
  },
  'key-manager-docs-check': {
    title:
      'Die Dokumentation sagt, dass Schlüssel verschlüsselt gespeichert werden und der Hauptschlüssel an anderer Stelle liegt',
    remedy:
      'Beschreiben Sie für Benutzer, wie der Key-Manager ihre Schlüssel schützt: dass sie verschlüsselt gespeichert werden, wodurch der Hauptschlüssel geschützt ist (zum Beispiel durch ein Hardware-Sicherheitsmodul) und dass er nicht neben den Schlüsseln liegt.',
  },
  'node-distribution-check': {
    title:
      'Die Steuerungsebene läuft auf mehreren physischen Maschinen, und Knoten tragen wahre Labels für Zone und Region',
    remedy:
      'Erklären Sie, wie die Knoten der Steuerungsebene, auch gehostete, auf Maschinen verteilt sind: zum Beispiel drei mit Anti-Affinität auf der Ebene der Hosts. Versehen Sie jeden Knoten mit `topology.kubernetes.io/region` und `topology.kubernetes.io/zone`; in der Regel erledigt das der Cloud-Controller-Manager.',
  },
}

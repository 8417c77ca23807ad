import type { GermanText, GermanTexts } from './german-text.ts'

export const DOMAIN_MANAGER_REMEDY =
  'Ab Keystone 2024.2 schalten Sie `enforce_scope` und `enforce_new_defaults` ein, und `is_domain_managed_role` darf nie `admin` enthalten; davor verwenden Sie die Policy-Datei aus den Umsetzungshinweisen des Standards.'

function domainManager(title: string): GermanText {
  return { title: `${title} (keine offizielle Kennung)`, remedy: DOMAIN_MANAGER_REMEDY }
}

export const SCS_0302_TEXTS: GermanTexts = {
  'siegel-0302-groups': domainManager('Ein Domänenverwalter verwaltet Gruppen der eigenen Domäne und keiner anderen'),
  'siegel-0302-login': domainManager('Ein Domänenverwalter kann sich anmelden und sieht die eigene Domäne'),
  'siegel-0302-projects': domainManager(
    'Ein Domänenverwalter verwaltet Projekte der eigenen Domäne und keiner anderen',
  ),
  'siegel-0302-roles': domainManager('Ein Domänenverwalter vergibt nur die zulässigen Rollen und ändert keine'),
  'siegel-0302-users': domainManager('Ein Domänenverwalter verwaltet Benutzer der eigenen Domäne und keiner anderen'),
}

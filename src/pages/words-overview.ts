import type { Language } from './language.ts'
import type { SectionKind } from './table-page.ts'

interface OverviewWords {
  readonly sectionTitle: (kind: SectionKind, scope: string) => string
  readonly sectionIntroductions: Readonly<Record<SectionKind, string>>
  readonly certifiedSince: string
  readonly listedSince: string
  readonly certified: string
  readonly listed: string
  readonly worstMember: string
  readonly regions: string
  readonly configurations: string
  readonly jurisdiction: string
  readonly healthMonitor: string
  readonly website: string
  readonly search: string
  readonly layer: string
  readonly all: string
  readonly filters: string
  readonly show: string
  readonly reset: string
  readonly nothingMatches: string
  readonly rowCount: (rows: string, all: string) => string
  readonly pages: (title: string) => string
  readonly pageOf: (page: string, pages: string) => string
  readonly nextPage: string
  readonly previousPage: string
  readonly allSections: string
  readonly unlistedTitle: string
  readonly unlistedIntroduction: string
  readonly unlistedLink: string
  readonly listedState: string
}

export const OVERVIEW_WORDS: Readonly<Record<Language, OverviewWords>> = {
  en: {
    sectionTitle: (kind, scope) =>
      ({ certified: `Certified: ${scope}`, voluntary: `Listed voluntarily: ${scope}`, tested: scope })[kind],
    sectionIntroductions: {
      certified: 'The assessment body has granted a certificate. The state says what the newest checks found.',
      voluntary: 'These operators have their clouds checked in public. There is no certificate.',
      tested: '',
    },
    certifiedSince: 'certified since',
    listedSince: 'listed since',
    certified: 'certified',
    listed: 'listed',
    worstMember: 'Worst member',
    regions: 'Regions',
    configurations: 'Configurations',
    jurisdiction: 'Jurisdiction',
    healthMonitor: 'Health monitor',
    website: 'Website',
    search: 'Search',
    layer: 'Layer',
    all: 'all',
    filters: 'Choose what is shown',
    show: 'Show',
    reset: 'Show everything',
    nothingMatches: 'Nothing matches what you have chosen.',
    rowCount: (rows, all) => (rows === all ? `${all} lines` : `${rows} of ${all} lines`),
    pages: (title) => `Pages of ${title}`,
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    nextPage: 'Next page',
    previousPage: 'Previous page',
    allSections: 'All sections',
    unlistedTitle: 'Tested, but not listed',
    unlistedIntroduction:
      'These are checked, but their operators have not asked to be listed. You see those that you may know about.',
    unlistedLink: 'Tested, but not listed (sign-in needed)',
    listedState: 'Listed as',
  },
  de: {
    sectionTitle: (kind, scope) =>
      ({ certified: `Zertifiziert: ${scope}`, voluntary: `Freiwillig gelistet: ${scope}`, tested: scope })[kind],
    sectionIntroductions: {
      certified:
        'Die Zertifizierungsstelle hat ein Zertifikat erteilt. Der Stand sagt, was die letzten Prüfungen fanden.',
      voluntary: 'Diese Betreiber lassen ihre Clouds öffentlich prüfen. Ein Zertifikat gibt es nicht.',
      tested: '',
    },
    certifiedSince: 'zertifiziert seit',
    listedSince: 'gelistet seit',
    certified: 'zertifiziert',
    listed: 'gelistet',
    worstMember: 'Schlechtestes Mitglied',
    regions: 'Regionen',
    configurations: 'Konfigurationen',
    jurisdiction: 'Rechtsraum',
    healthMonitor: 'Betriebszustand',
    website: 'Website',
    search: 'Suche',
    layer: 'Ebene',
    all: 'alle',
    filters: 'Auswahl',
    show: 'Anzeigen',
    reset: 'Alles anzeigen',
    nothingMatches: 'Nichts entspricht Ihrer Auswahl.',
    rowCount: (rows, all) => (rows === all ? `${all} Zeilen` : `${rows} von ${all} Zeilen`),
    pages: (title) => `Seiten zu ${title}`,
    pageOf: (page, pages) => `Seite ${page} von ${pages}`,
    nextPage: 'Nächste Seite',
    previousPage: 'Vorige Seite',
    allSections: 'Alle Abschnitte',
    unlistedTitle: 'Geprüft, aber nicht gelistet',
    unlistedIntroduction:
      'Diese werden geprüft, aber ihre Betreiber haben keine Listung gewünscht. Sie sehen die, von denen Sie wissen dürfen.',
    unlistedLink: 'Geprüft, aber nicht gelistet (nur nach Anmeldung)',
    listedState: 'Listung',
  },
}

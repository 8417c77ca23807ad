import type { Language } from './language.ts'
import type { LegalPage } from './view.ts'

interface Paragraph {
  readonly title: string
  readonly text: string
}

interface LegalWords {
  readonly notWritten: string
  /** What is true of the program, whoever runs it. */
  readonly program: Readonly<Record<LegalPage, readonly Paragraph[]>>
}

export const LEGAL_WORDS: Readonly<Record<Language, LegalWords>> = {
  en: {
    notWritten:
      'The operator of this service has not written this text yet. Service operators: put it into the file that siegel serve --site names, and load it with SIGHUP.',
    program: {
      imprint: [],
      privacy: [
        {
          title: 'What this program does',
          text: 'The public pages set no cookies and load nothing from other sites: no fonts, no scripts, no pictures, no trackers. Language and colours that you choose stand in the address of the page and are stored nowhere. The server writes a log with the address of each request; how long it is kept is up to its operator.',
        },
        {
          title: 'What the reports hold',
          text: 'Reports are about clouds, not about people. Reports in which something looks like a credential are refused or masked.',
        },
      ],
      accessibility: [
        {
          title: 'What this program does',
          text: 'The pages are made to conform to WCAG 2.2 at level AA: every page is checked by automated tests in both languages and both colour schemes, works with the keyboard alone, without JavaScript, and at 200 % zoom; no meaning is carried by colour alone; every chart has a table beside it. Titles and remedies of testcases that have not been translated are in English and are marked as such.',
        },
      ],
    },
  },
  de: {
    notWritten:
      'Der Betreiber dieses Dienstes hat diesen Text noch nicht geschrieben. Für Betreiber: Er gehört in die Datei, die siegel serve --site nennt; SIGHUP lädt sie.',
    program: {
      imprint: [],
      privacy: [
        {
          title: 'Was dieses Programm tut',
          text: 'Die öffentlichen Seiten setzen keine Cookies und laden nichts von anderen Websites: keine Schriften, keine Skripte, keine Bilder, keine Zählpixel. Sprache und Farben, die Sie wählen, stehen in der Adresse der Seite und werden nirgends gespeichert. Der Server schreibt ein Protokoll mit der Adresse jeder Anfrage; wie lange es aufbewahrt wird, bestimmt sein Betreiber.',
        },
        {
          title: 'Was die Berichte enthalten',
          text: 'Berichte handeln von Clouds, nicht von Menschen. Berichte, in denen etwas nach Zugangsdaten aussieht, werden abgelehnt oder verdeckt.',
        },
      ],
      accessibility: [
        {
          title: 'Was dieses Programm tut',
          text: 'Die Seiten sollen WCAG 2.2 auf Stufe AA erfüllen: Jede Seite wird in beiden Sprachen und beiden Farbschemata maschinell geprüft und lässt sich allein mit der Tastatur, ohne JavaScript und bei 200 % Vergrößerung benutzen; keine Bedeutung hängt nur an der Farbe; neben jedem Diagramm steht eine Tabelle. Titel und Abhilfen von Testfällen, die noch nicht übersetzt sind, stehen auf Englisch da und sind so gekennzeichnet.',
        },
      ],
    },
  },
}

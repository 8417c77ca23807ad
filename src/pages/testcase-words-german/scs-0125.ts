import type { GermanTexts } from './german-text.ts'

export const SCS_0125_TEXTS: GermanTexts = {
  'siegel-0125-certificate': {
    title:
      'Dem Zertifikat jedes TLS-Servers wird vertraut, es nennt den Host und ist so beschaffen, wie die Richtlinie es verlangt (keine offizielle Kennung)',
    remedy:
      'Beziehen Sie ein Zertifikat von einer Zertifizierungsstelle, die Clients kennen, für den Hostnamen im Dienstkatalog, mit einem ECDSA-Schlüssel (P-256) oder RSA mit 2048 Bit, für höchstens 366 Tage, und lassen Sie den Server die ganze Kette senden: `openssl s_client -connect HOST:PORT -servername HOST -showcerts` zeigt sie.',
  },
  'siegel-0125-certificate-days': {
    title: 'Das Zertifikat jedes TLS-Servers ist derzeit gültig (keine offizielle Kennung)',
    remedy:
      'Erneuern Sie das Zertifikat, laden Sie den Server neu, und lassen Sie es künftig selbsttätig erneuern (ACME, cert-manager); `openssl s_client -connect HOST:PORT -servername HOST </dev/null | openssl x509 -noout -dates` zeigt die Daten.',
  },
  'siegel-0125-ciphers': {
    title:
      'Jeder TLS-Server bietet nur Cipher-Suites und Schlüsselaustauschverfahren der Richtlinie an (keine offizielle Kennung)',
    remedy:
      'Konfigurieren Sie den Proxy vor den APIs mit https://ssl-config.mozilla.org, Stufe Intermediate (Version 5.7); das setzt die Suites für TLS 1.2 und 1.3, die Kurven und einen DH-Parameter mit 2048 Bit.',
  },
  'siegel-0125-https-only': {
    title: 'Jeder öffentliche und interne Endpunkt im Dienstkatalog ist https (keine offizielle Kennung)',
    remedy:
      'Stellen Sie TLS vor die APIs und berichtigen Sie den Dienstkatalog (erfordert Administratorrechte): `openstack endpoint set --url https://… ENDPOINT_ID`; `openstack catalog list` zeigt, was Benutzer sehen.',
  },
  'siegel-0125-protocol-versions': {
    title: 'Jeder TLS-Server spricht TLS 1.2 oder 1.3 und keine ältere Version (keine offizielle Kennung)',
    remedy:
      'Konfigurieren Sie den Proxy vor den APIs mit https://ssl-config.mozilla.org, Stufe Intermediate; bei HAProxy `ssl-default-bind-options ssl-min-ver TLSv1.2`, bei nginx `ssl_protocols TLSv1.2 TLSv1.3;`.',
  },
}

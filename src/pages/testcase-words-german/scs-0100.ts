import type { GermanTexts } from './german-text.ts'

export const SCS_0100_TEXTS: GermanTexts = {
  'scs-0100-semantics-check': {
    title: 'Jedes Flavor hat mindestens die vCPUs, den Arbeitsspeicher und die Platte, die sein SCS-Name verspricht',
    remedy:
      'Vergleichen Sie den Namen mit `openstack flavor show NAME`. Die Größen eines Flavors lassen sich nicht ändern: Legen Sie mit `openstack flavor create` eines an, das das Versprechen hält, oder führen Sie dieses unter einem Namen, der weniger verspricht (`siegel flavor new` bildet ihn), und entfernen Sie dann das alte mit `openstack flavor delete NAME`. Arbeitsspeicher zählt in MiB: 4 GiB sind `--ram 4096`. Ein Flavor darf mehr liefern, als sein Name sagt, nie weniger. Unwahre Extra-Specs werden mit `openstack flavor set --property KEY=VALUE NAME` oder `openstack flavor unset --property KEY NAME` berichtigt.',
  },
  'scs-0100-syntax-check': {
    title: 'Jedes Flavor, dessen Name mit SCS- beginnt, folgt der Namensregel',
    remedy:
      'Was falsch ist, zeigt `siegel flavor parse NAME`; einen richtigen Namen bildet `siegel flavor new`. Ein Flavor lässt sich nicht umbenennen: Legen Sie mit `openstack flavor create NEW_NAME --vcpus … --ram … --disk …` ein neues an, lassen Sie Kunden mit `openstack server resize --flavor NEW_NAME SERVER` dorthin wechseln und entfernen Sie dann das alte mit `openstack flavor delete NAME`. Flavors außerhalb des Standards brauchen ein anderes Präfix als SCS-. Häufige Fehler: kein CPU-Buchstabe, `i` nicht hinter dem CPU-Buchstaben, `u` nicht vor `o`, ein Bruch in der Plattengröße, eine unbekannte CPU- oder GPU-Generation, Erweiterungen nicht in der Reihenfolge Hypervisor, hwv, CPU, GPU, ib.',
  },
  'siegel-0100-extra-specs': {
    title:
      'Was die Extra-Specs eines beliebigen Flavors in den Begriffen von SCS sagen, ist wahr (keine offizielle Kennung)',
    remedy:
      'Berichtigen Sie, was unwahr ist (erfordert Administratorrechte): `openstack flavor set --property KEY=VALUE NAME` oder `openstack flavor unset --property KEY NAME`; `siegel flavor spec NAME` zeigt, wofür ein Name steht.',
  },
}

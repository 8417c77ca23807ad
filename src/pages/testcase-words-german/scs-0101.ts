import type { GermanTexts } from './german-text.ts'

export const SCS_0101_TEXTS: GermanTexts = {
  'scs-0101-entropy-avail': {
    title: 'Eine virtuelle Maschine hat so viel Entropie, wie ihr Kernel fassen kann',
    remedy:
      'Stellen Sie aktuelle Images bereit (Kernel 5.18 oder neuer), und lassen Sie den Hypervisor die Zufallsbefehle des Prozessors (RDRAND und RDSEED oder RNDR) an Gäste weiterreichen: bei Nova mit `cpu_mode = host-model` oder einem Eintrag in `cpu_models`, der sie enthält, und ohne Ausblenden von Prozessormerkmalen.',
  },
  'scs-0101-fips-test': {
    title:
      'Zufallszahlen einer virtuellen Maschine bestehen den Test nach FIPS 140-2: höchstens 5 von 1000 Blöcken fallen durch',
    remedy:
      'Prüfen Sie die Zufallsquelle der Hosts (`rngtest -c 1000 </dev/random` auf einem Host) und den virtuellen Zufallszahlengenerator: `openstack flavor set --property hw_rng:allowed=True FLAVOR` und `openstack image set --property hw_rng_model=virtio IMAGE_ID`.',
  },
}

/** One practice cloud of the demonstration, and what its operator has done to it. */
export interface DemoSubject {
  readonly subject: string
  /** For the visitor. */
  readonly story: string
  readonly defects: readonly string[]
}

/** The offering to which the clusters of the demonstration belong. */
export const DEMO_GROUP = 'demo-kaas'

/** One practice cluster of the offering in the demonstration. */
export const DEMO_CLUSTERS: readonly DemoSubject[] = [
  { subject: 'demo-kaas-fresh', story: 'a Kubernetes cluster with the newest patch', defects: [] },
  {
    subject: 'demo-kaas-old',
    story: 'a Kubernetes cluster of the same offering, not patched in time',
    defects: ['patch-overdue'],
  },
]

export const DEMO_SUBJECTS: readonly DemoSubject[] = [
  { subject: 'demo-clean', story: 'keeps every rule', defects: [] },
  {
    subject: 'demo-careless',
    story: 'six ordinary mistakes',
    defects: [
      'flavor-missing:SCS-1V-4',
      'flavor-promises-too-much',
      'image-property-wrong:os_distro',
      'image-overdue',
      'volume-type-aspects-unsorted',
      'service-missing:load-balancer',
    ],
  },
  {
    subject: 'demo-broken',
    story: 'flavors answer with errors, images never answer, and the token expires in mid-run',
    defects: ['compute-500', 'images-hang', 'token-expires-mid-run', 'busy-once:volume-types'],
  },
]

import type { GermanText, GermanTexts } from './german-text.ts'

interface StandardFlavor {
  readonly name: string
  readonly vcpus: number
  /** In MiB. */
  readonly ram: number
  /** In GiB. */
  readonly disk?: number
}

const FLAVORS: readonly StandardFlavor[] = [
  { name: 'SCS-1L-1', vcpus: 1, ram: 1024 },
  { name: 'SCS-1L-1-5', vcpus: 1, ram: 1024, disk: 5 },
  { name: 'SCS-1V-2', vcpus: 1, ram: 2048 },
  { name: 'SCS-1V-2-5', vcpus: 1, ram: 2048, disk: 5 },
  { name: 'SCS-1V-4', vcpus: 1, ram: 4096 },
  { name: 'SCS-1V-4-10', vcpus: 1, ram: 4096, disk: 10 },
  { name: 'SCS-1V-8', vcpus: 1, ram: 8192 },
  { name: 'SCS-1V-8-20', vcpus: 1, ram: 8192, disk: 20 },
  { name: 'SCS-2V-4', vcpus: 2, ram: 4096 },
  { name: 'SCS-2V-4-10', vcpus: 2, ram: 4096, disk: 10 },
  { name: 'SCS-2V-4-20s', vcpus: 2, ram: 4096, disk: 20 },
  { name: 'SCS-2V-8', vcpus: 2, ram: 8192 },
  { name: 'SCS-2V-8-20', vcpus: 2, ram: 8192, disk: 20 },
  { name: 'SCS-2V-16', vcpus: 2, ram: 16384 },
  { name: 'SCS-2V-16-50', vcpus: 2, ram: 16384, disk: 50 },
  { name: 'SCS-4V-8', vcpus: 4, ram: 8192 },
  { name: 'SCS-4V-8-20', vcpus: 4, ram: 8192, disk: 20 },
  { name: 'SCS-4V-16', vcpus: 4, ram: 16384 },
  { name: 'SCS-4V-16-50', vcpus: 4, ram: 16384, disk: 50 },
  { name: 'SCS-4V-16-100s', vcpus: 4, ram: 16384, disk: 100 },
  { name: 'SCS-4V-32', vcpus: 4, ram: 32768 },
  { name: 'SCS-4V-32-100', vcpus: 4, ram: 32768, disk: 100 },
  { name: 'SCS-8V-16', vcpus: 8, ram: 16384 },
  { name: 'SCS-8V-16-50', vcpus: 8, ram: 16384, disk: 50 },
  { name: 'SCS-8V-32', vcpus: 8, ram: 32768 },
  { name: 'SCS-8V-32-100', vcpus: 8, ram: 32768, disk: 100 },
  { name: 'SCS-8V-64', vcpus: 8, ram: 65536 },
  { name: 'SCS-16V-32', vcpus: 16, ram: 32768 },
  { name: 'SCS-16V-32-100', vcpus: 16, ram: 32768, disk: 100 },
  { name: 'SCS-16V-64', vcpus: 16, ram: 65536 },
  { name: 'SCS-16V-128', vcpus: 16, ram: 131072 },
]

export const SCS_0103_TEXTS: GermanTexts = Object.fromEntries(
  FLAVORS.map((flavor) => [`scs-0103-flavor-${flavor.name.slice('SCS-'.length).toLowerCase()}`, textOf(flavor)]),
)

function textOf({ name, vcpus, ram, disk }: StandardFlavor): GermanText {
  const isOnSsd = name.endsWith('s')
  const properties = [
    `scs:cpu-type=${name.includes('L') ? 'crowded-core' : 'shared-core'}`,
    ...(disk === undefined ? [] : [`scs:disk0-type=${isOnSsd ? 'ssd' : 'network'}`]),
    `scs:name-v1=SCS-${name.slice('SCS-'.length).replaceAll('-', ':')}`,
    `scs:name-v2=${name}`,
  ]
  const options = properties.map((property) => `--property ${property}`).join(' ')
  const figures = `--vcpus ${vcpus} --ram ${ram}${disk === undefined ? '' : ` --disk ${disk}`}`
  const ofDisk =
    disk === undefined
      ? `Es hat keine Platte; ein vorhandenes \`scs:disk0-type\` wird daher mit \`openstack flavor unset --property scs:disk0-type ${name}\` entfernt.`
      : isOnSsd
        ? 'Auch ein Flavor auf schnellerem Speicher gibt unter diesem Namen `scs:disk0-type=ssd` an.'
        : '`scs:disk0-type` darf auch hdd, ssd oder nvme sein, je nachdem, was zutrifft.'
  return {
    title: `Das Standard-Flavor ${name} ist vorhanden, mit seinen Größen und seinen Extra-Specs`,
    remedy: `Legen Sie es an mit \`openstack flavor create ${name} ${figures} ${options}\`. Wenn es vorhanden ist und nur Extra-Specs falsch sind: \`openstack flavor set ${options} ${name}\`. ${ofDisk} vCPUs, Arbeitsspeicher und Platte lassen sich nicht ändern: Löschen Sie das Flavor und legen Sie es neu an. Ein anderer tatsächlicher Name ist erlaubt, solange \`scs:name-v2\` gleich ${name} ist.`,
  }
}

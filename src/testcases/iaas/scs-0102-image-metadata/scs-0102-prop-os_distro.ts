import { propertyText } from '#facts/derived/image-property.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { doubtful, FINE, judgeEveryImage, type Opinion, wrong } from './judge-every-image.ts'
import { mandatoryText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

/** Words of the OpenStack image documentation, and of libosinfo for distributions that are younger than that list. */
const KNOWN_WORDS = new Set([
  'arch',
  'centos',
  'debian',
  'fedora',
  'freebsd',
  'gentoo',
  'mandrake',
  'mandriva',
  'mes',
  'msdos',
  'netbsd',
  'netware',
  'openbsd',
  'opensolaris',
  'opensuse',
  'rhel',
  'sled',
  'ubuntu',
  'windows',
  'almalinux',
  'alpinelinux',
  'cirros',
  'mageia',
  'manjaro',
  'nixos',
  'rocky',
  'silverblue',
  'slackware',
  'sles',
])

/** Spellings that the OpenStack image documentation advises against, in lower case, and the word to use instead. */
const DISCOURAGED_WORDS: ReadonlyMap<string, string> = new Map([
  ['archlinux', 'arch'],
  ['org.archlinux', 'arch'],
  ['org.centos', 'centos'],
  ['org.debian', 'debian'],
  ['org.fedoraproject', 'fedora'],
  ['org.freebsd', 'freebsd'],
  ['org.gentoo', 'gentoo'],
  ['mandrakelinux', 'mandrake'],
  ['mandrakesoft', 'mandrake'],
  ['mandrivalinux', 'mandriva'],
  ['mandrivaent', 'mes'],
  ['ms-dos', 'msdos'],
  ['org.netbsd', 'netbsd'],
  ['org.openbsd', 'openbsd'],
  ['org.opensolaris', 'opensolaris'],
  ['suse', 'opensuse'],
  ['org.opensuse', 'opensuse'],
  ['redhat', 'rhel'],
  ['com.redhat', 'rhel'],
  ['canonical', 'ubuntu'],
  ['com.ubuntu', 'ubuntu'],
  ['org.ubuntu', 'ubuntu'],
  ['com.microsoft.server', 'windows'],
])

function judgeDistro(text: string): Opinion {
  const found = propertyText('os_distro', text)
  const lower = text.toLowerCase()
  const instead = DISCOURAGED_WORDS.get(lower)
  if (instead !== undefined || text !== lower) {
    return wrong({ code: 'property-value-not-allowed', found, expected: propertyText('os_distro', instead ?? lower) })
  }
  return KNOWN_WORDS.has(text) ? FINE : doubtful({ code: 'property-word-unknown', found })
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-os_distro',
  title: 'Every provided image names its distribution in lower case and in the words of OpenStack',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#technical-requirements-and-features',
  remedy: remedyForProperty(
    'os_distro=ubuntu',
    'Set the name of the distribution in lower case, as OpenStack and libosinfo write it.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, mandatoryText('os_distro', judgeDistro), at),
})

import { propertyText } from '#facts/derived/image-property.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { doubtful, FINE, judgeEveryImage, type Opinion, wrong } from './judge-every-image.ts'
import { mandatoryText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

/** Words of the OpenStack image documentation. */
const OPENSTACK_WORDS = [
  'aarch64',
  'alpha',
  'armv7l',
  'cris',
  'i686',
  'ia64',
  'lm32',
  'm68k',
  'microblaze',
  'microblazeel',
  'mips',
  'mips64',
  'mips64el',
  'mipsel',
  'openrisc',
  'parisc',
  'parisc64',
  'ppc',
  'ppc64',
  'ppcemb',
  's390',
  's390x',
  'sh4',
  'sh4eb',
  'sparc',
  'sparc64',
  'unicore32',
  'x86_64',
  'xtensa',
  'xtensaeb',
]

/** Younger words, of libosinfo. */
const LIBOSINFO_WORDS = ['armv6l', 'loongarch64', 'ppc64le', 'riscv32', 'riscv64']

const WORDS = new Set([...OPENSTACK_WORDS, ...LIBOSINFO_WORDS])

function judgeArchitecture(text: string): Opinion {
  const found = propertyText('architecture', text)
  if (WORDS.has(text)) return FINE
  // The word of older suites for 64-bit RISC-V; images that satisfied them are only told the right one.
  if (text === 'risc-v') return doubtful({ code: 'property-spelling-tolerated', found, expected: 'riscv64' })
  return wrong({ code: 'property-value-not-allowed', found, expected: 'x86_64, aarch64, …' })
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-architecture',
  title: 'Every provided image names its processor architecture in the words of OpenStack',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#technical-requirements-and-features',
  remedy: remedyForProperty(
    'architecture=x86_64',
    'Set the architecture of the machine that the image runs on, as `uname -m` prints it.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) =>
    judgeEveryImage(providedImages, mandatoryText('architecture', judgeArchitecture), at),
})

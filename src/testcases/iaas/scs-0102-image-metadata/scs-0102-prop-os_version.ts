import { imageText, propertyText } from '#facts/derived/image-property.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { doubtful, FINE, judgeEveryImage, type Opinion } from './judge-every-image.ts'
import { mandatoryText } from './property-rules.ts'
import { remedyForProperty } from './remedy-for-property.ts'

const NUMBERED_DISTRIBUTIONS = [
  'almalinux',
  'centos',
  'debian',
  'fedora',
  'freebsd',
  'netbsd',
  'openbsd',
  'opensuse',
  'rhel',
  'rocky',
  'sles',
  'ubuntu',
]

const NUMBER = /^\d+(?:\.\d+)*$/

function judgeVersion(text: string, image: Image): Opinion {
  const isNumbered = NUMBERED_DISTRIBUTIONS.includes(imageText(image, 'os_distro') ?? '')
  if (!isNumbered || NUMBER.test(text)) return FINE
  return doubtful({ code: 'os-version-not-numeric', found: propertyText('os_version', text) })
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-os_version',
  title: 'Every provided image names the version of its operating system',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#technical-requirements-and-features',
  remedy: remedyForProperty(
    'os_version=24.04',
    'Set the version as the distributor writes it; where releases are numbered, the number.',
  ),
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, mandatoryText('os_version', judgeVersion), at),
})

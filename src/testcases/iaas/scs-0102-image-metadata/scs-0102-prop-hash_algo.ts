import { propertyText } from '#facts/derived/image-property.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import { type ImageRule, judgeEveryImage, wrong } from './judge-every-image.ts'
import { oneOf } from './property-rules.ts'

const ALGORITHMS = ['sha256', 'sha512']

const judgeHash: ImageRule = ({ hashAlgorithm }) => {
  if (hashAlgorithm === undefined || hashAlgorithm === null) {
    return wrong({ code: 'property-missing', expected: 'os_hash_algo' })
  }
  if (typeof hashAlgorithm === 'string') return oneOf('os_hash_algo', ALGORITHMS)(hashAlgorithm)
  return wrong({ code: 'property-not-a-text', found: propertyText('os_hash_algo', hashAlgorithm) })
}

export const testcase = defineTestcase({
  id: 'scs-0102-prop-hash_algo',
  title: 'Every provided image is hashed with SHA-256 or SHA-512',
  requirement: 'https://docs.scs.community/standards/scs-0102-v1-image-metadata#image-build-info',
  remedy:
    'Glance computes the hash while an image is uploaded. Set `hashing_algorithm = sha512` in the section [DEFAULT] of glance-api.conf and upload the image again: `openstack image create --file FILE NAME`.',
  needs: ['providedImages'],
  judge: ({ providedImages }, at) => judgeEveryImage(providedImages, judgeHash, at),
})

import { propertyText } from '#facts/derived/image-property.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import type { Opinion } from '#testcases/iaas/scs-0102-image-metadata/judge-every-image.ts'
import { mandatoryText } from '#testcases/iaas/scs-0102-image-metadata/property-rules.ts'

/** The image must name a source that begins with one of the prefixes (scs-0104). */
export function judgeSource(image: Image, at: Date, prefixes: readonly string[]): Opinion {
  return mandatoryText('image_source', (text) => {
    if (comesFrom(text, prefixes)) return {}
    const found = propertyText('image_source', text)
    return { findings: [{ code: 'image-source-not-accepted', found, expected: prefixes.join(', ') }] }
  })(image, at)
}

/** The URL without `..` in its path must begin so, too: `…/noble/../jammy/` is no source of noble. */
function comesFrom(source: string, prefixes: readonly string[]): boolean {
  const resolved = URL.parse(source)?.href
  return prefixes.some((prefix) => source.startsWith(prefix) && resolved?.startsWith(prefix))
}

import type { Image } from '#facts/openstack/provided-images.ts'
import type { PlanValue } from '../plan-value.ts'
import { type PlanAnswer, type PlanQuestion, propose } from '../proposal.ts'
import { correctedProperty } from './corrected-property.ts'
import { placeholderFor } from './property-placeholders.ts'

const PROPERTY_TESTCASE = /^scs-0102-prop-(?<name>[a-z_]+)$/

const CAPI_DESCRIPTION = 'https://github.com/osism/k8s-capi-images'

/**
 * Sets one property of an image that scs-0102 or the source rules of scs-0104 miss: to what the wrong value certainly
 * means, else to what the operator fills in.
 */
export function proposeForImageProperties({ testcaseId, finding, facts, at }: PlanQuestion): PlanAnswer {
  const image = facts.providedImages?.find(({ id }) => id === finding.about.id)
  if (image === undefined) return { object: finding.about, why: 'The image is not in the facts.' }
  const name = PROPERTY_TESTCASE.exec(testcaseId)?.groups?.name ?? propertyOf(finding)
  if (name === 'hash_algo') {
    return { object: finding.about, why: 'Glance computes the hash while an image is uploaded: upload it again.' }
  }
  const demanded = testcaseId === 'siegel-0104-v2-source-capi' ? CAPI_VALUES[name] : undefined
  const value: PlanValue | undefined =
    demanded ?? correctedProperty(name, currentValue(image, name), finding) ?? placeholderFor(name, image, at)
  if (value === undefined) return { object: finding.about, why: `The property ${name} cannot be set by a plan.` }
  return propose(finding.about, { kind: 'set-image-properties', set: { [name]: value } })
}

const CAPI_VALUES: Readonly<Record<string, string>> = { os_purpose: 'k8snode', image_description: CAPI_DESCRIPTION }

/** The name of the property that a finding is about: before the equals sign of what was found, else what was expected. */
function propertyOf({ found, expected }: PlanQuestion['finding']): string {
  return (found ?? expected ?? '').split('=')[0] ?? ''
}

function currentValue(image: Image, name: string): unknown {
  if (name === 'min_disk') return image.minDiskGiB
  if (name === 'min_ram') return image.minRamMiB
  return image.properties[name]
}

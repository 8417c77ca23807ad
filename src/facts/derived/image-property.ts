import type { Image } from '#facts/openstack/provided-images.ts'

/** A custom property that is a text; undefined where it is absent or of another type. */
export function imageText(image: Image, name: string): string | undefined {
  const value = image.properties[name]
  return typeof value === 'string' ? value : undefined
}

const LONGEST_SHOWN_VALUE = 200

/** A property with its value as an operator would write it, such as `os_distro=ubuntu`; long values are cut. */
export function propertyText(name: string, value: unknown): string {
  return `${name}=${valueText(value)}`
}

function valueText(value: unknown): string {
  if (Array.isArray(value)) return '(list)'
  if (typeof value === 'object' && value !== null) return '(object)'
  const text = String(value)
  return text.length > LONGEST_SHOWN_VALUE ? `${text.slice(0, LONGEST_SHOWN_VALUE)}…` : text
}

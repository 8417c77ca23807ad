import { propertyText } from '#facts/derived/image-property.ts'
import type { PropertyDate } from '#facts/derived/property-date.ts'
import { utcDay } from '#facts/derived/utc-day.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import { doubtful, FINE, type ImageRule, type Opinion, wrong } from './judge-every-image.ts'

type TextRule = (text: string, image: Image, at: Date) => Opinion

/** The property must be there and be a text with more than blanks; the rule then judges the text. */
export function mandatoryText(name: string, rule: TextRule = () => FINE): ImageRule {
  return (image, at) => {
    const value = image.properties[name] ?? undefined
    if (value === undefined) return wrong({ code: 'property-missing', expected: name })
    if (typeof value !== 'string') return wrong({ code: 'property-not-a-text', found: propertyText(name, value) })
    if (value.trim() === '') return wrong({ code: 'property-empty', expected: name })
    return rule(value, image, at)
  }
}

/** The property may be absent; a text, even an empty one, is judged by the rule. */
export function optionalText(name: string, rule: TextRule): ImageRule {
  return (image, at) => {
    const value = image.properties[name] ?? undefined
    if (value === undefined) return FINE
    if (typeof value !== 'string') return wrong({ code: 'property-not-a-text', found: propertyText(name, value) })
    return rule(value, image, at)
  }
}

/** The text must be one of the words, letter by letter. */
export function oneOf(name: string, words: readonly string[]): (text: string) => Opinion {
  return (text) =>
    words.includes(text)
      ? FINE
      : wrong({ code: 'property-value-not-allowed', found: propertyText(name, text), expected: words.join(', ') })
}

/** A whole number above 0, as Glance keeps `min_disk` and `min_ram`; the rule then judges the number. */
export function positiveNumber(name: string, value: unknown, rule: (value: number) => Opinion): Opinion {
  if (value === undefined || value === null) return wrong({ code: 'property-missing', expected: name })
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0) {
    return wrong({ code: 'property-not-a-positive-number', found: propertyText(name, value) })
  }
  return rule(value)
}

/** The opinion about a day: wrong if it is none, doubtful if its spelling is only tolerated. */
export function dayOpinion(name: string, text: string, day: PropertyDate | undefined, expected: string): Opinion {
  const found = propertyText(name, text)
  if (day === undefined) return wrong({ code: 'property-value-not-allowed', found, expected })
  if (!day.isTolerated) return FINE
  return doubtful({ code: 'property-spelling-tolerated', found, expected: utcDay(day.at) })
}

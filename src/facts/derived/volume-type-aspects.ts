/** The aspects that scs-0114-v1 knows. */
export const KNOWN_ASPECTS = ['encrypted', 'replicated'] as const

/**
 * The list of aspects at the start of a volume type's description; `text` is how it stands there.
 *
 * - `none`: there is no list; the text is free
 * - `look-alike`: free text which somebody may have meant as a list, such as `[SCS:encrypted]` or one after a blank
 * - `unclosed`: it starts as a list and never ends
 * - `list`: what stands between the commas, whether or not these are known words or words at all
 */
export type AspectList =
  | { readonly kind: 'none' }
  | { readonly kind: 'look-alike' | 'unclosed'; readonly text: string }
  | { readonly kind: 'list'; readonly text: string; readonly aspects: readonly string[] }

const START = '[scs:'
const LOOK_ALIKE = /^\s*\[\s*scs\s*:/i
const LONGEST_EXCERPT = 100

/** Reads the aspects from a description (scs-0114-v1). Blanks around aspects do not count; case does. */
export function parseVolumeTypeAspects(description: string | null): AspectList {
  const whole = description ?? ''
  const end = whole.indexOf(']')
  const text = (end < 0 ? whole : whole.slice(0, end + 1)).slice(0, LONGEST_EXCERPT)
  if (!whole.startsWith(START)) return LOOK_ALIKE.test(whole) ? { kind: 'look-alike', text } : { kind: 'none' }
  if (end < 0) return { kind: 'unclosed', text }
  const inner = whole.slice(START.length, end)
  const aspects = inner.trim() === '' ? [] : inner.split(',').map((aspect) => aspect.trim())
  return { kind: 'list', text, aspects }
}

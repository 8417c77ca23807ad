import { KNOWN_ASPECTS, parseVolumeTypeAspects } from '#facts/derived/volume-type-aspects.ts'
import type { VolumeType } from '#facts/openstack/volume-types.ts'
import { type PlanAnswer, type PlanQuestion, propose } from '../proposal.ts'

const KEEPS_WORDS = 'The list must stay true: check that the volumes of this type are what it says.'

/**
 * Puts the aspects of a volume type into the form of scs-0114-v1. What is meant is read from the words that are there;
 * no aspect is ever added that the description does not claim already.
 */
export function proposeForVolumeTypes({ testcaseId, finding, facts }: PlanQuestion): PlanAnswer {
  const volumeTypes = facts.volumeTypes ?? []
  if (testcaseId !== 'scs-0114-syntax-check') return proposeForMissingAspect(finding.expected ?? '', volumeTypes)
  const volumeType = volumeTypes.find(({ id }) => id === finding.about.id)
  const description = volumeType && correctedDescription(volumeType.description ?? '')
  if (description === undefined) {
    return { object: finding.about, why: 'What the list at the start of the description means is not clear.' }
  }
  return propose(finding.about, { kind: 'set-volume-type-description', description }, KEEPS_WORDS)
}

function proposeForMissingAspect(aspect: string, volumeTypes: readonly VolumeType[]): PlanAnswer {
  for (const { id, name, description } of volumeTypes) {
    const { kind } = parseVolumeTypeAspects(description)
    const corrected = kind === 'list' || kind === 'none' ? undefined : correctedDescription(description ?? '')
    if (corrected === undefined) continue
    const after = parseVolumeTypeAspects(corrected)
    if (after.kind !== 'list' || !after.aspects.includes(aspect)) continue
    const action = { kind: 'set-volume-type-description', description: corrected } as const
    return propose({ kind: 'volume type', name, id }, action, KEEPS_WORDS)
  }
  return {
    object: { kind: 'volume type', name: aspect },
    why: `Only the operator knows a volume type whose volumes are ${aspect}, or can offer one.`,
  }
}

/** The same description with its list in the demanded form; undefined where it is not clear what is meant. */
function correctedDescription(description: string): string | undefined {
  const start = /^\s*\[\s*scs\s*:/i.exec(description)?.[0]
  if (start === undefined) return undefined
  const end = description.indexOf(']')
  const inner = description.slice(start.length, end < 0 ? undefined : end)
  const rest = end < 0 ? '' : description.slice(end + 1)
  const isListed = description.startsWith('[scs:') && end >= 0
  const words = inner.split(isListed && /,/.test(inner) ? /\s*,\s*/ : /[\s,;]+/).map((word) => word.trim())
  const aspects = [...new Set(words.filter((word) => word !== ''))].sort()
  if (aspects.length === 0 || !aspects.every((aspect) => /^[\w-]+$/.test(aspect))) return undefined
  // Without the closing bracket or the right start only known words tell where the list ends and what it is.
  const known: readonly string[] = KNOWN_ASPECTS
  if (!isListed && !aspects.every((aspect) => known.includes(aspect))) return undefined
  return `[scs:${aspects.join(', ')}]${rest}`
}

import { type AspectList, KNOWN_ASPECTS, parseVolumeTypeAspects } from '#facts/derived/volume-type-aspects.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'
import type { Finding, ObjectReference } from '#vocabulary/finding.ts'

export const testcase = defineTestcase({
  id: 'scs-0114-syntax-check',
  title: 'Volume types that list aspects at the start of their description do so in the form that the standard gives',
  requirement: 'https://docs.scs.community/standards/scs-0114-v1-volume-type-standard',
  remedy:
    'Put the list at the very beginning, in alphabetical order and each aspect once (needs an administrator): `openstack volume type set --description "[scs:encrypted, replicated] free text" TYPE`. Name only what the type does.',
  needs: ['volumeTypes'],
  judge({ volumeTypes }) {
    const read = volumeTypes.map(({ id, name, description }) => ({
      about: { kind: 'volume type', name, id } as const,
      list: parseVolumeTypeAspects(description),
    }))
    return conclude({
      examined: volumeTypes.length,
      findings: read.flatMap(({ about, list }) => violations(about, list)),
      warnings: read.flatMap(({ about, list }) => doubts(about, list)),
      whenNone: 'PASS',
    })
  },
})

function violations(about: ObjectReference, list: AspectList): Finding[] {
  if (list.kind === 'none' || list.kind === 'look-alike') return []
  const aspects = list.kind === 'list' ? list.aspects : []
  if (aspects.length === 0 || !aspects.every(isWord)) {
    return [{ code: 'aspect-list-malformed', about, found: list.text, expected: '[scs:encrypted, replicated]' }]
  }
  const inOrder = aspects.toSorted()
  const twice = new Set(inOrder.filter((aspect, index) => aspect === inOrder[index - 1]))
  const findings: Finding[] = [...twice].map((aspect) => ({ code: 'aspect-listed-twice', about, found: aspect }))
  if (aspects.some((aspect, index) => aspect !== inOrder[index])) {
    const expected = `[scs:${[...new Set(inOrder)].join(', ')}]`
    findings.push({ code: 'aspect-list-unsorted', about, found: list.text, expected })
  }
  return findings
}

function isWord(aspect: string): boolean {
  return /^[\w-]+$/.test(aspect)
}

/** Other words SHOULD NOT appear: the reference fails them, the standard does not (deviation D-44). */
function doubts(about: ObjectReference, list: AspectList): Finding[] {
  if (list.kind === 'look-alike') {
    return [{ code: 'aspect-list-not-read', about, found: list.text, expected: '[scs:' }]
  }
  if (list.kind !== 'list') return []
  const known: readonly string[] = KNOWN_ASPECTS
  return [...new Set(list.aspects)]
    .filter((aspect) => isWord(aspect) && !known.includes(aspect))
    .map((aspect) => ({ code: 'aspect-not-known', about, found: aspect, expected: known.join(', ') }))
}

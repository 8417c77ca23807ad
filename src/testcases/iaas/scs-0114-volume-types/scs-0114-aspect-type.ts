import { KNOWN_ASPECTS, parseVolumeTypeAspects } from '#facts/derived/volume-type-aspects.ts'
import { conclude } from '#testcases/conclude.ts'
import { defineTestcase } from '#testcases/define-testcase.ts'

/** A list with other errors still advertises: those are the business of scs-0114-syntax-check. */
export const testcases = KNOWN_ASPECTS.map((aspect) =>
  defineTestcase({
    id: `scs-0114-${aspect}-type`,
    title: `At least one volume type advertises that its volumes are ${aspect}`,
    requirement: 'https://docs.scs.community/standards/scs-0114-v1-volume-type-standard',
    remedy: `Offer a volume type whose volumes are ${aspect}, and say so at the very beginning of its description (needs an administrator): \`openstack volume type set --description "[scs:${aspect}] free text" TYPE\`. Never say so of a type whose volumes are not.`,
    needs: ['volumeTypes'],
    judge({ volumeTypes }) {
      const isOffered = volumeTypes.some(({ description }) => {
        const list = parseVolumeTypeAspects(description)
        return list.kind === 'list' && list.aspects.includes(aspect)
      })
      const missing = {
        code: 'aspect-not-offered',
        about: { kind: 'volume type', name: aspect },
        expected: aspect,
      } as const
      return conclude({
        examined: volumeTypes.length,
        findings: isOffered ? [] : [missing],
        whenNone: { fail: missing },
      })
    },
  }),
)

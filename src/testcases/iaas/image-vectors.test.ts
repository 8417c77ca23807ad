import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { imageFromGlance } from '#facts/openstack/image-from-glance.ts'
import type { Image } from '#facts/openstack/provided-images.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import type { Verdict } from '#vocabulary/verdict.ts'
import { testcase as recency } from './scs-0102-image-metadata/scs-0102-image-recency.ts'
import { testcase as uniqueness } from './scs-0102-image-metadata/scs-0102-os_purpose-uniqueness.ts'
import { testcases as presenceFamily } from './scs-0104-standard-images/scs-0104-image.ts'
import { testcases as sourceFamily } from './scs-0104-standard-images/scs-0104-source.ts'
import { testcase as debianLatest } from './scs-0104-standard-images-v2/siegel-0104-v2-debian-latest.ts'
import { testcase as sourceCapi } from './scs-0104-standard-images-v2/siegel-0104-v2-source-capi.ts'
import { testcase as sourceGeneric } from './scs-0104-standard-images-v2/siegel-0104-v2-source-generic.ts'
import { testcase as ubuntuLatest } from './scs-0104-standard-images-v2/siegel-0104-v2-ubuntu-latest.ts'

type RawImage = Readonly<Record<string, unknown>>

interface Vector<Input, Expected = Verdict> {
  readonly id: string
  readonly input: Input
  readonly expected_python: Expected | null
  readonly expected_standard?: Expected
}

const VECTORS = readFileSync(new URL('../../../tests/vectors/iaas.json', import.meta.url), 'utf8')

function vectorsOf<Input, Expected>(kind: string): Vector<Input, Expected>[] {
  const file: { readonly vectors: (Vector<Input, Expected> & { readonly kind: string })[] } = JSON.parse(VECTORS)
  return file.vectors.filter((vector) => vector.kind === kind)
}

const { base_image: BASE_IMAGE }: { readonly base_image: RawImage } = JSON.parse(VECTORS).meta

/** What the vectors leave out because every image of Glance has it. */
const ALWAYS_THERE = { status: 'active', visibility: 'public', os_hidden: false }

function image(raw: RawImage, index = 0): Image {
  return imageFromGlance({ id: `i${index}`, ...ALWAYS_THERE, ...raw })
}

function judge(testcase: AutomatedTestcase, raws: readonly RawImage[], now = '2026-08-09T00:00:00Z'): Judgement {
  return testcase.judge({ providedImages: raws.map(image) } as Parameters<typeof testcase.judge>[0], new Date(now))
}

function eachVector<Input, Expected = Verdict>(
  kind: string,
  count: number,
  check: (input: Input, expected: Expected, vector: Vector<Input, Expected>) => void | Promise<void>,
): void {
  const vectors = vectorsOf<Input, Expected>(kind)
  describe(`vectors ${kind}`, () => {
    test(`there are ${count}`, () => assert.equal(vectors.length, count))
    for (const vector of vectors) {
      test(vector.id, () => {
        const expected = vector.expected_standard ?? vector.expected_python
        assert.ok(expected !== null)
        return check(vector.input, expected, vector)
      })
    }
  })
}

eachVector<{ testcase: string; now_utc: string; changes_to_base_image: RawImage }>(
  'image_prop',
  93,
  async ({ testcase: id, now_utc, changes_to_base_image }, expected) => {
    const { testcase } = (await import(`./scs-0102-image-metadata/${id}.ts`)) as { testcase: AutomatedTestcase }
    const changed = Object.entries({ ...BASE_IMAGE, ...changes_to_base_image })
    const raw = Object.fromEntries(changed.filter(([, value]) => value !== '__DEL__'))
    assert.equal(judge(testcase, [raw], now_utc).verdict, expected)
  },
)

type RecencyExpectation = { verdict: Verdict; outdated_codes?: readonly number[] }

eachVector<{ now_utc: string; images: readonly RawImage[] }, RecencyExpectation>(
  'image_recency',
  26,
  ({ now_utc, images }, expected, vector) => {
    const judgement = judge(recency, images, now_utc)
    assert.equal(judgement.verdict, expected.verdict)
    // The codes come from the clock of the reference; where the standard decides otherwise, they say nothing.
    if (vector.expected_standard !== undefined) return
    const codes = vector.expected_python?.outdated_codes ?? []
    assert.equal(codes.length, images.length)
    for (const [index, code] of codes.entries()) {
      // A hidden image is not looked at, so there is no code of its own for it.
      if (images[index]?.os_hidden === true) continue
      assertRemarks(remarksAbout(judgement, `i${index}`), code, expected.verdict)
    }
  },
)

interface Remarks {
  readonly findings: readonly string[]
  readonly warnings: readonly string[]
}

function remarksAbout(judgement: Judgement, id: string): Remarks {
  assert.notEqual(judgement.verdict, 'ABORT')
  if (judgement.verdict === 'ABORT') return { findings: [], warnings: [] }
  const findings = judgement.verdict === 'FAIL' ? judgement.findings : []
  const codesOf = (list: typeof judgement.warnings) =>
    list.filter(({ about }) => about.id === id).map(({ code }) => code)
  return { findings: codesOf(findings), warnings: codesOf(judgement.warnings) }
}

/** 0: nothing to say; 1: outdated and marked as such; 2: outdated and unmarked; 3: outdated with unusable provided_until. */
function assertRemarks({ findings, warnings }: Remarks, code: number, verdict: Verdict): void {
  if (code === 0) assert.deepEqual({ findings, warnings }, { findings: [], warnings: [] })
  if (code === 1) {
    assert.deepEqual(warnings, [])
    assert.deepEqual(findings, verdict === 'FAIL' ? ['image-overdue'] : [])
  }
  if (code === 2 && verdict === 'FAIL') assert.deepEqual(findings, ['image-overdue'])
  if (code === 2 && verdict === 'PASS') assert.deepEqual(warnings, ['image-rotated-out-unclearly'])
  if (code === 3) assert.deepEqual(findings, ['image-overdue-without-clear-end'])
}

eachVector<readonly RawImage[]>('image_uniqueness', 9, (images, expected) => {
  assert.equal(judge(uniqueness, images).verdict, expected)
})

eachVector<{ testcase: string; images: readonly RawImage[] }>('standard_image_v1', 31, (input, expected) => {
  const testcase = [...presenceFamily, ...sourceFamily].find(({ id }) => id === input.testcase)
  assert.ok(testcase, input.testcase)
  assert.equal(judge(testcase, input.images).verdict, expected)
})

function genericImages(distro: string, versions: readonly string[]): RawImage[] {
  return versions.map((version) => ({
    name: `${distro} ${version}`,
    architecture: 'x86_64',
    os_distro: distro,
    os_version: version,
    os_purpose: 'generic',
  }))
}

eachVector<{ date: string; generic_ubuntu_versions: readonly string[] }>(
  'v2_ubuntu_latest_lts',
  11,
  ({ date, generic_ubuntu_versions }, expected) => {
    const judgement = judge(ubuntuLatest, genericImages('ubuntu', generic_ubuntu_versions), `${date}T12:00:00Z`)
    assert.equal(judgement.verdict, expected)
  },
)

eachVector<{ date: string; generic_debian_versions: readonly string[] }>(
  'v2_debian_latest',
  7,
  ({ date, generic_debian_versions }, expected) => {
    const judgement = judge(debianLatest, genericImages('debian', generic_debian_versions), `${date}T12:00:00Z`)
    assert.equal(judgement.verdict, expected)
  },
)

eachVector<RawImage>('v2_generic_source', 8, (raw, expected) => {
  assert.equal(judge(sourceGeneric, [raw]).verdict, expected)
})

eachVector<RawImage>('v2_capi_properties', 5, (raw, expected) => {
  assert.equal(judge(sourceCapi, [raw]).verdict, expected)
})

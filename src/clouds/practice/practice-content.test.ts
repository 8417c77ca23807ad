import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { STANDARD_FLAVOR_NAMES } from './content/flavors.ts'
import { healthyContent, type PracticeContent } from './practice-content.ts'
import { randomnessFrom } from './randomness.ts'

function contentAt(day: string, counts: { flavorCount?: number; imageCount?: number } = {}): PracticeContent {
  const at = new Date(`${day}T12:00:00Z`)
  return healthyContent({
    at,
    randomness: randomnessFrom('test'),
    flavorCount: 0,
    imageCount: 0,
    largestPage: 1000,
    ...counts,
  })
}

interface SpecVector {
  readonly kind: string
  readonly input: { readonly canonical: string }
  readonly expected_python: Readonly<Record<string, string | number>>
}

describe('Content of the healthy practice cloud', () => {
  const vectors = readVectors().filter((vector) => vector.kind === 'flavor_standard_spec')
  it('has all 31 standard flavors, each once', () => {
    assert.equal(new Set(STANDARD_FLAVOR_NAMES).size, 31)
    assert.equal(vectors.length, 19)
  })
  for (const { expected_python: expected, input } of vectors) {
    it(`has ${input.canonical} exactly as a flavor manager creates it`, () => {
      const flavor = contentAt('2026-11-21').flavors.find(({ name }) => name === input.canonical)
      const { cpus, disk, name, ram, ...extraSpecs } = expected
      assert.deepEqual(
        {
          name: flavor?.name,
          vcpus: flavor?.vcpus,
          ram: flavor?.ram,
          disk: flavor?.disk,
          extraSpecs: flavor?.extraSpecs,
        },
        { name, vcpus: cpus, ram, disk: disk ?? 0, extraSpecs },
      )
    })
  }

  const required: [day: string, names: string[]][] = [
    ['2025-03-01', ['Ubuntu 24.04', 'Ubuntu 22.04', 'Debian 12', 'Debian 11']],
    ['2026-04-24', ['Ubuntu 26.04', 'Ubuntu 24.04', 'Ubuntu 22.04', 'Debian 13', 'Debian 12']],
    ['2026-11-21', ['Ubuntu 26.04', 'Ubuntu 24.04', 'Ubuntu 22.04', 'Debian 13', 'Debian 12']],
    ['2027-12-31', ['Ubuntu 26.04', 'Ubuntu 24.04', 'Ubuntu 22.04', 'Debian 13', 'Debian 12']],
  ]
  for (const [day, names] of required) {
    it(`offers on ${day} the releases that scs-0104 asks for, built within the last month`, () => {
      for (const name of [...names, 'ubuntu-capi-image-v1.35.4', 'ubuntu-capi-image v1.34.2']) {
        const image = contentAt(day).images.find((candidate) => candidate.name === name && !candidate.isHidden)
        const age = Date.parse(`${day}T12:00:00Z`) - Date.parse(image?.createdAt ?? '')
        assert.ok(age > 0 && age < 28 * 86_400_000, `${name} is ${age} ms old`)
        const builtAt = Date.parse(String(image?.properties.image_build_date))
        assert.ok(builtAt < Date.parse(image?.createdAt ?? ''), `${name} was built before it was published`)
      }
    })
  }

  it('has no two provided generic images of one release', () => {
    const generic = contentAt('2026-11-21')
      .images.filter((image) => !image.isHidden && image.properties.os_purpose === 'generic')
      .map(({ properties }) => [properties.architecture, properties.os_distro, properties.os_version].join())
    assert.equal(new Set(generic).size, generic.length)
  })

  it('grows to the wanted number of flavors and images, with ids of their own', () => {
    const { flavors, images } = contentAt('2026-11-21', { flavorCount: 500, imageCount: 300 })
    assert.deepEqual([flavors.length, images.length], [500, 300])
    assert.equal(new Set([...flavors, ...images].map((item) => item.id)).size, 800)
  })

  it('has other passwords with another seed, and on each start without one', () => {
    const password = (seed: string | undefined) =>
      healthyContent({
        at: new Date(0),
        randomness: randomnessFrom(seed),
        flavorCount: 0,
        imageCount: 0,
        largestPage: 10,
      }).member.password
    assert.equal(password('a'), password('a'))
    assert.notEqual(password('a'), password('b'))
    assert.notEqual(password(undefined), password(undefined))
  })
})

function readVectors(): SpecVector[] {
  const text = readFileSync(new URL('../../../tests/vectors/iaas.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { vectors: SpecVector[] }).vectors
}

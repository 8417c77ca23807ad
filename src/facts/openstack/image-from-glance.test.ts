import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { healthyImage } from './healthy-image.ts'
import { imageFromGlance } from './image-from-glance.ts'
import { imageSchema } from './provided-images.ts'

describe('an image of Glance as a fact', () => {
  test('an ordinary image keeps its own fields and its custom properties', () => {
    const image = healthyImage()
    assert.equal(image.name, 'Ubuntu 24.04')
    assert.equal(image.sizeBytes, 620_000_000)
    assert.equal(image.minDiskGiB, 8)
    assert.equal(image.hashAlgorithm, 'sha512')
    assert.equal(image.properties.os_distro, 'ubuntu')
    assert.ok(!('min_disk' in image.properties))
  })

  test('where the image is stored does not get into the fact', () => {
    const image = healthyImage({ direct_url: 'rbd://secret', locations: [{ url: 'rbd://secret' }] })
    assert.ok(!JSON.stringify(image).includes('rbd://'))
  })

  test('an image with nothing but an id is a valid fact', () => {
    const image = imageFromGlance({ id: 'i1' })
    assert.deepEqual(imageSchema.parse(image), image)
    assert.deepEqual([image.status, image.visibility, image.isHidden], ['unknown', 'unknown', false])
  })

  for (const odd of [null, [], {}, 42, true, 'text', Number.NaN]) {
    test(`an image all of whose fields are ${JSON.stringify(odd)} is a valid fact`, () => {
      const fields = ['name', 'status', 'visibility', 'os_hidden', 'owner', 'size', 'min_disk', 'min_ram', 'created_at']
      const image = imageFromGlance({ id: 'i1', architecture: odd, ...Object.fromEntries(fields.map((f) => [f, odd])) })
      imageSchema.parse(image)
      assert.deepEqual(image.properties.architecture, odd)
    })
  }

  test('a property named like a part of the language is an ordinary property', () => {
    const image = imageFromGlance(JSON.parse('{"id":"i1","__proto__":{"architecture":"x86_64"},"constructor":"x"}'))
    assert.equal(image.properties.architecture, undefined)
    assert.ok(Object.hasOwn(image.properties, 'constructor'))
  })

  for (const raw of [null, 'image', [], {}, { id: 7 }, { id: '' }]) {
    test(`${JSON.stringify(raw)} is no image`, () => {
      assert.throws(() => imageFromGlance(raw), { name: 'ZodError' })
    })
  }
})

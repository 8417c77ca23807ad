import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { healthyImage } from '#facts/openstack/healthy-image.ts'
import { imageReference } from './image-reference.ts'
import { presentImages, visibleImages } from './visible-images.ts'

describe('images that the cloud provides', () => {
  const rows: [sentence: string, changes: Record<string, unknown>, isVisible: boolean, isPresent: boolean][] = [
    ['a public image', {}, true, true],
    ['a community image', { visibility: 'community' }, true, true],
    ['a public image of an old Image API that says nothing about hiding', { os_hidden: undefined }, true, true],
    ['a hidden public image', { os_hidden: true }, false, false],
    ['a private image', { visibility: 'private' }, false, false],
    ['a shared image', { visibility: 'shared' }, false, false],
    ['an image that is still queued', { status: 'queued' }, true, false],
    ['an image that was deactivated', { status: 'deactivated' }, true, false],
  ]
  for (const [sentence, changes, isVisible, isPresent] of rows) {
    test(`${sentence} is ${isVisible ? '' : 'not '}visible and ${isPresent ? '' : 'not '}present`, () => {
      const images = [healthyImage(changes)]
      assert.deepEqual([visibleImages(images).length === 1, presentImages(images).length === 1], [isVisible, isPresent])
    })
  }

  test('an image without a name is named by its id', () => {
    assert.deepEqual(imageReference(healthyImage({ name: null, id: 'i7' })), {
      kind: 'image',
      name: '(no name)',
      id: 'i7',
    })
  })
})

import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { connectToFake, fakeConfig, startFakeOpenStack } from '#clouds/openstack/fake-openstack.fixture.ts'
import { sendJson } from '#clouds/openstack/fake-server.fixture.ts'
import { observationFor } from '../observation.fixture.ts'
import { USUAL_SETTINGS } from '../probe-settings.ts'
import { providedImagesProbe } from './provided-images.ts'

const IMAGES = [
  { id: 'public', visibility: 'public', owner: 'stranger' },
  { id: 'of the provider', visibility: 'community', owner: 'provider' },
  { id: 'of a customer', visibility: 'community', owner: 'stranger' },
  { id: 'of nobody', visibility: 'community', owner: null },
]

describe('images', () => {
  const folder = mkdtempSync(join(tmpdir(), 'siegel-images-'))
  after(() => rmSync(folder, { recursive: true }))

  for (const { sentence, providerProjects, ids } of [
    {
      sentence: 'all count while nobody says who the provider is',
      providerProjects: [],
      ids: ['public', 'of the provider', 'of a customer', 'of nobody'],
    },
    {
      sentence: 'of the community count only if the provider’s projects own them',
      providerProjects: ['provider', 'another'],
      ids: ['public', 'of the provider'],
    },
  ]) {
    test(sentence, async (t) => {
      const server = await startFakeOpenStack(t, {
        endpoints: { image: '/image/v2' },
        routes: {
          'GET /image/v2/images': (request, response) => {
            const visibility = new URL(request.path, 'http://x').searchParams.get('visibility')
            const common = { status: 'active', os_hidden: false, size: 5 }
            const images = IMAGES.filter((image) => image.visibility === visibility)
            sendJson(response, 200, { images: images.map((image) => ({ ...common, name: image.id, ...image })) })
          },
        },
      })
      const cloud = await connectToFake(t, fakeConfig(server.origin))
      const settings = { ...USUAL_SETTINGS, providerProjects }
      const observation = observationFor(providedImagesProbe, cloud, folder, { settings })
      const images = await providedImagesProbe.observe(observation)
      assert.deepEqual(
        images.map(({ id }) => id),
        ids,
      )
    })
  }
})

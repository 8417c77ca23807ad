import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asPracticeUser } from './as-practice-user.ts'
import { startPracticeCloud } from './start-practice-cloud.ts'

const CLOCK = () => new Date('2026-11-21T12:00:00Z')
const RULES = [
  { service: 'compute', method: 'GET', path: '/v2.1/flavors/detail' },
  { service: 'compute', method: 'GET', path: '/v2.1/flavors/{flavor}' },
  { service: 'block-storage', method: 'GET', path: '/v3/*/volumes' },
  { service: 'network', method: 'GET', path: '/v2.0/**' },
]

describe('An application credential with access rules', () => {
  const calls: [method: 'get' | 'delete', path: string, isAllowed: boolean][] = [
    ['get', '/compute/v2.1/flavors/detail', true],
    ['get', '/compute/v2.1/flavors/none', true],
    ['get', '/compute/v2.1/flavors/none/os-extra_specs', false],
    ['get', '/compute/v2.1/servers', false],
    ['get', '/volume/v3/{project}/volumes', true],
    ['get', '/volume/v3/{project}/volumes/detail', false],
    ['get', '/network/v2.0/networks/none', true],
    ['delete', '/network/v2.0/networks/none', false],
    ['get', '/key-manager/v1/secrets', false],
  ]
  for (const [method, path, isAllowed] of calls) {
    it(`${isAllowed ? 'may' : 'may not'} ask for ${method.toUpperCase()} ${path}`, async () => {
      const cloud = await startPracticeCloud({ clock: CLOCK, accessRules: RULES })
      try {
        const restricted = await asPracticeUser(cloud, 'practice-appcred')
        assert.equal((await restricted[method](path)).status === 401, !isAllowed)
        const unrestricted = await asPracticeUser(cloud)
        assert.notEqual((await unrestricted[method](path)).status, 401)
      } finally {
        await cloud.stop()
      }
    })
  }

  it('shows its rules to its user', async () => {
    const cloud = await startPracticeCloud({ clock: CLOCK, accessRules: RULES })
    try {
      const user = await asPracticeUser(cloud)
      const id = cloud.objects().find(({ kind, name }) => kind === 'user' && name === 'practice')?.id
      const listed = (await user.get(`/identity/v3/users/${id}/access_rules`)).json<{ access_rules: object[] }>()
      assert.equal(listed.access_rules.length, RULES.length)
      assert.partialDeepStrictEqual(listed.access_rules[0], RULES[0])
    } finally {
      await cloud.stop()
    }
  })
})

import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { PlanAction, PlanStep } from '#replay/plan.ts'
import { askFor } from '#replay/plan-value.ts'
import { applyPlanToCloud, type WritableCloud } from './apply-plan-to-cloud.ts'

const FLAVOR = { name: 'SCS-1V-4', vcpus: 1, ramMiB: 4096, diskGiB: 0, isPublic: true, extraSpecs: { 'scs:a': 'b' } }

function step(action: PlanAction, id = 'i/1'): PlanStep {
  return { id: 'step-01', turnsGreen: [], object: { kind: 'image', name: 'x', id }, action, cautions: [] }
}

function fakeCloud(answer: unknown = { flavor: { id: 'new 1' } }): { cloud: WritableCloud; calls: unknown[] } {
  const calls: unknown[] = []
  const cloud: WritableCloud = {
    send: (api, { method, path, body, contentType }) => {
      calls.push([`${api.name} ${method} ${path}`, body, ...(contentType === undefined ? [] : [contentType])])
      return Promise.resolve({ status: 200, body: answer, message: '' })
    },
  }
  return { cloud, calls }
}

const PATCH = 'application/openstack-images-v2.1-json-patch'

describe('a plan that is carried out', () => {
  const rows: readonly [name: string, action: PlanAction, calls: unknown[]][] = [
    [
      'creates a flavor and then its extra specs',
      { kind: 'create-flavor', flavor: FLAVOR },
      [
        [
          'compute POST /flavors',
          { flavor: { name: 'SCS-1V-4', vcpus: 1, ram: 4096, disk: 0, 'os-flavor-access:is_public': true } },
        ],
        ['compute POST /flavors/new%201/os-extra_specs', { extra_specs: { 'scs:a': 'b' } }],
      ],
    ],
    [
      'sets extra specs and takes others away',
      { kind: 'set-extra-specs', set: { 'scs:a': 'b' }, unset: ['scs:c/d'] },
      [
        ['compute POST /flavors/i%2F1/os-extra_specs', { extra_specs: { 'scs:a': 'b' } }],
        ['compute DELETE /flavors/i%2F1/os-extra_specs/scs%3Ac%2Fd', undefined],
      ],
    ],
    [
      'sets properties of an image, numbers as numbers',
      { kind: 'set-image-properties', set: { min_disk: '8', os_version: '13', 'a/b~c': 'd' } },
      [
        [
          'image PATCH /images/i%2F1',
          [
            { op: 'add', path: '/min_disk', value: 8 },
            { op: 'add', path: '/os_version', value: '13' },
            { op: 'add', path: '/a~1b~0c', value: 'd' },
          ],
          PATCH,
        ],
      ],
    ],
    [
      'renames an image',
      { kind: 'rename-image', name: 'Debian 13' },
      [['image PATCH /images/i%2F1', [{ op: 'replace', path: '/name', value: 'Debian 13' }], PATCH]],
    ],
    [
      'shows a hidden image',
      { kind: 'show-image' },
      [['image PATCH /images/i%2F1', [{ op: 'replace', path: '/os_hidden', value: false }], PATCH]],
    ],
  ]
  for (const [name, action, expected] of rows) {
    test(name, async () => {
      const { cloud, calls } = fakeCloud()
      const [outcome] = await applyPlanToCloud(cloud, [step(action)])
      assert.equal(outcome?.outcome, 'applied')
      assert.deepEqual(calls, expected)
    })
  }

  const left: readonly PlanAction[] = [
    { kind: 'replace-flavor', flavor: FLAVOR },
    { kind: 'delete-security-group-rule' },
    { kind: 'provide-image', name: 'x', properties: {} },
    { kind: 'set-volume-type-description', description: 'x' },
    { kind: 'register-service', type: 'x', name: 'x', interface: 'public', region: 'r', url: 'u', isNew: true },
    { kind: 'set-image-properties', set: { image_source: askFor('IMAGE_SOURCE', 'the URL', 'private') } },
  ]
  for (const action of left) {
    test(`leaves ${action.kind} to a person where it deletes, asks or is none of its business`, async () => {
      const { cloud, calls } = fakeCloud()
      const [outcome] = await applyPlanToCloud(cloud, [step(action)])
      assert.equal(outcome?.outcome, 'left')
      assert.deepEqual(calls, [])
    })
  }

  test('says what the cloud refused, and goes on with the next step', async () => {
    const { cloud, calls } = fakeCloud()
    const refusing: WritableCloud = {
      send: (api, request) =>
        request.method === 'PATCH'
          ? Promise.reject(new CloudError({ class: 'permission', detail: 'PATCH: 403 Forbidden' }, { status: 403 }))
          : cloud.send(api, request),
    }
    const steps = [step({ kind: 'show-image' }), step({ kind: 'create-flavor', flavor: FLAVOR })]
    const outcomes = await applyPlanToCloud(refusing, steps)
    assert.deepEqual(
      outcomes.map((one) => [one.outcome, 'detail' in one ? one.detail : '']),
      [
        ['failed', 'PATCH: 403 Forbidden'],
        ['applied', ''],
      ],
    )
    assert.equal(calls.length, 2)
  })

  test('fails where the cloud does not name the flavor that it created', async () => {
    const { cloud } = fakeCloud({})
    const [outcome] = await applyPlanToCloud(cloud, [step({ kind: 'create-flavor', flavor: FLAVOR })])
    assert.equal(outcome?.outcome, 'failed')
  })

  test('does nothing more once it is interrupted', async () => {
    const { cloud, calls } = fakeCloud()
    const signal = AbortSignal.abort()
    const outcomes = await applyPlanToCloud(cloud, [step({ kind: 'show-image' })], { signal })
    assert.equal(outcomes[0]?.outcome, 'left')
    assert.deepEqual(calls, [])
  })
})

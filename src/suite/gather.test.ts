import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { CloudError } from '#clouds/openstack/cloud-error.ts'
import type { OpenStackCloud } from '#clouds/openstack/openstack-cloud.ts'
import type { FactName } from '#facts/facts.ts'
import type { Observation, Probe } from '#probes/define-probe.ts'
import { PROBES, type Probes } from '#probes/index.ts'
import { type GatherOptions, type GatherProgress, gatherFacts } from './gather.ts'

type Observe = (observation: Observation) => Promise<unknown>

/** The probes with their observations replaced; one that is not replaced must not be asked. */
function probesThat(observe: Partial<Record<FactName, Observe>>): Probes {
  const untouched: Observe = () => Promise.reject(new Error('nobody asked for this'))
  const entries = Object.entries(PROBES).map(([name, probe]: [string, Probe]) => [
    name,
    { ...probe, observe: observe[name as FactName] ?? untouched },
  ])
  return Object.fromEntries(entries) as Probes
}

function gather(observe: Partial<Record<FactName, Observe>>, options: Partial<GatherOptions> = {}) {
  return gatherFacts({
    names: Object.keys(observe) as FactName[],
    probes: probesThat(observe),
    openstack: {} as OpenStackCloud,
    clock: () => new Date('2026-11-21T07:00:00Z'),
    signal: new AbortController().signal,
    ...options,
  })
}

const observedAt = '2026-11-21T07:00:00.000Z'
const never = () => new Promise<never>(() => {})

describe('gathering facts', () => {
  test('brings what was asked for, with the time, and nothing else', async () => {
    const facts = await gather({ flavors: async () => [], volumeTypes: async () => ['t'] }, { names: ['flavors'] })
    assert.deepEqual(facts, { flavors: { ok: true, value: [], observedAt } })
  })

  test('keeps the reason of a failure, and goes on', async () => {
    const facts = await gather({
      flavors: () => Promise.reject(new CloudError({ class: 'permission', detail: 'GET x: status 403.' })),
      volumeTypes: async () => [],
      providedImages: () => Promise.reject(new TypeError('of our own making')),
    })
    assert.deepEqual(facts, {
      flavors: { ok: false, reason: { class: 'permission', detail: 'GET x: status 403.' }, observedAt },
      volumeTypes: { ok: true, value: [], observedAt },
      providedImages: { ok: false, reason: { class: 'suite-error', detail: 'of our own making' }, observedAt },
    })
  })

  test('a probe that throws at once does no harm', async () => {
    const facts = await gather({
      flavors: () => {
        throw new Error('at once')
      },
    })
    assert.equal(facts.flavors?.ok, false)
  })

  test('observes at the same time', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const facts = await gather({
      flavors: async () => {
        await promise
        return []
      },
      volumeTypes: async () => {
        resolve()
        return []
      },
    })
    assert.ok(facts.flavors?.ok && facts.volumeTypes?.ok)
  })

  test('observes each fact once, also one that others need, and failures once, too', async () => {
    let catalogues = 0
    let lists = 0
    const facts = await gather(
      {
        serviceCatalogue: async () => ++catalogues,
        volumeTypes: () => {
          lists++
          return Promise.reject(new CloudError({ class: 'unreachable', detail: 'Nobody there.' }))
        },
        flavors: async ({ need }) => [await need('serviceCatalogue'), await need('serviceCatalogue')],
        providedImages: ({ need }) => need('volumeTypes'),
        swiftS3Answer: ({ need }) => need('volumeTypes'),
      },
      { names: ['flavors', 'providedImages', 'swiftS3Answer', 'flavors'] },
    )
    assert.deepEqual([catalogues, lists], [1, 1])
    assert.deepEqual(Object.keys(facts), ['flavors', 'providedImages', 'swiftS3Answer'])
    const reason = { class: 'unreachable', detail: 'Nobody there.' }
    assert.deepEqual(facts.providedImages, { ok: false, reason, observedAt })
    assert.deepEqual(facts.swiftS3Answer, { ok: false, reason, observedAt })
  })

  test('gives up what hangs, tells it so, and does not let it hold up the others', async () => {
    let told: unknown
    const facts = await gather(
      {
        flavors: ({ signal }) => {
          signal.addEventListener('abort', () => {
            told = signal.reason
          })
          return never()
        },
        volumeTypes: async () => [],
      },
      { timeLimitMs: 50 },
    )
    assert.ok(told instanceof CloudError)
    assert.equal(facts.volumeTypes?.ok, true)
    assert.ok(facts.flavors?.ok === false)
    assert.equal(facts.flavors.reason.class, 'time-out')
    assert.match(facts.flavors.reason.detail, /flavors took longer than 0\.05 seconds/)
  })

  test('two facts that need each other end with their time', async () => {
    const facts = await gather(
      { flavors: ({ need }) => need('volumeTypes'), volumeTypes: ({ need }) => need('flavors') },
      { timeLimitMs: 50 },
    )
    assert.ok(facts.flavors?.ok === false && facts.flavors.reason.class === 'time-out')
  })

  test('ends at once when the run is interrupted', async () => {
    const controller = new AbortController()
    const gathering = gather({ flavors: never }, { signal: controller.signal })
    controller.abort()
    const { flavors } = await gathering
    assert.ok(flavors?.ok === false && /interrupted/.test(flavors.reason.detail))
    const later = await gather({ flavors: async () => [] }, { signal: controller.signal })
    assert.equal(later.flavors?.ok, false)
  })

  test('tells whoever watches', async () => {
    const seen: GatherProgress[] = []
    await gather({ flavors: async () => [] }, { onProgress: (progress) => seen.push(progress) })
    assert.deepEqual(seen, [
      { fact: 'flavors', state: 'started' },
      { fact: 'flavors', state: 'ended', observed: { ok: true, value: [], observedAt } },
    ])
  })
})

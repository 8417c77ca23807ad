import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ObservedFacts } from '#facts/facts.ts'
import type { Flavor } from '#facts/openstack/flavors.ts'
import type { AutomatedTestcase } from '#testcases/define-testcase.ts'
import type { Judgement } from '#vocabulary/judgement.ts'
import { judgesOf } from '../judges.ts'
import { attributeChange, type Change, type ChangeSide } from './attribute-change.ts'

const MONDAY = new Date('2026-08-10T06:00:00Z')
const TUESDAY = new Date('2026-08-11T06:00:00Z')
const LATER = new Date('2027-08-11T06:00:00Z')
const observedAt = MONDAY.toISOString()
const MAIN = { target: 'main', lifetime: 'week' } as const

/** Every flavor has at least so many vCPUs; from 2027 on one more. */
function suite(version: string, least: number) {
  const testcase: AutomatedTestcase = {
    ...{ id: 'enough', title: 'Enough', requirement: 'https://example.org', remedy: 'More.', section: 'light' },
    judgedBy: 'program',
    needs: ['flavors'],
    judge: ({ flavors }, at): Judgement => {
      const wanted = least + (at.getUTCFullYear() >= 2027 ? 1 : 0)
      const few = flavors.find(({ vcpus }) => vcpus < wanted)
      if (!few) return { verdict: 'PASS', examined: flavors.length, warnings: [] }
      const finding = { code: 'flavor-delivers-less', about: { kind: 'flavor', name: few.name } } as const
      return { verdict: 'FAIL', examined: flavors.length, findings: [finding], warnings: [] }
    },
  }
  return judgesOf([testcase], { version, digest: version.repeat(8) })
}

function flavors(...vcpus: readonly number[]): ObservedFacts {
  const value = vcpus.map((count, index): Flavor => {
    const figures = { vcpus: count, ramMiB: 1024, diskGiB: 0, isPublic: true, isDisabled: false, extraSpecs: {} }
    return { id: `id-${index}`, name: `flavor-${index}`, ...figures }
  })
  return { flavors: { ok: true, value, observedAt } }
}

const UNSEEN: ObservedFacts = {
  flavors: { ok: false, observedAt, reason: { class: 'time-out', detail: 'no answer in 20 s' } },
}

interface Wish {
  readonly facts?: ObservedFacts
  readonly judges?: ReturnType<typeof suite>
  readonly at?: Date
  readonly rule?: ChangeSide['rule']
}

const OLD = suite('1', 1)

function side(report: string, { facts = flavors(2, 2), judges = OLD, at = MONDAY, rule = MAIN }: Wish): ChangeSide {
  const judgement = judges.judge(['enough'], facts, at).get('enough')
  assert.ok(judgement)
  return {
    ...{ report, checkedAt: at, askedAt: at, judges, rule, standing: judgement.verdict },
    suite: { version: judges.version, digest: judges.digest },
    evidence: { facts, withheld: new Set() },
    ...(judgement.verdict === 'ABORT' && { reason: judgement.reason }),
  }
}

const change = (before: Wish, after: Wish): Change => ({
  testcaseId: 'enough',
  scopeVersion: 'v5.1',
  before: side('one', before),
  after: side('two', { at: TUESDAY, ...after }),
})

function without(one: ChangeSide, key: 'evidence' | 'judges'): ChangeSide {
  const { [key]: _, ...rest } = one
  return rest
}

describe('the cause of a change is', () => {
  test('the one value of the cloud that matters among several that changed', () => {
    const { causes, missing, proof } = attributeChange(change({ facts: flavors(2, 3, 4) }, { facts: flavors(5, 0, 9) }))
    const cause = { kind: 'cloud', fact: 'flavors', path: ['flavor-1', 'vcpus'], before: '3', after: '0' }
    assert.deepEqual(causes, [[cause]])
    assert.deepEqual(missing, [])
    assert.deepEqual(
      proof.map(({ evidence, moment, outcome }) => `${evidence} ${moment} ${outcome.standing}`),
      ['before before PASS', 'after before FAIL', 'before after PASS', 'after after FAIL'],
    )
  })

  test('a flavor that came, or went', () => {
    const came = attributeChange(change({ facts: flavors(2) }, { facts: flavors(2, 0) })).causes[0]?.[0]
    assert.equal(came?.kind === 'cloud' && came.before, null)
    assert.deepEqual(came?.kind === 'cloud' && came.path, ['flavor-1'])
    const went = attributeChange(change({ facts: flavors(2, 0) }, { facts: flavors(2) })).causes[0]?.[0]
    assert.equal(went?.kind === 'cloud' && went.after, null)
  })

  test('the test, if it judges the earlier facts differently', () => {
    const judges = suite('2', 3)
    const { causes } = attributeChange(change({}, { judges }))
    assert.deepEqual(causes, [
      [{ kind: 'suite', before: { version: '1', digest: '11111111' }, after: { version: '2', digest: '22222222' } }],
    ])
  })

  test('the test, even where the earlier judges are not at hand', () => {
    const { before, ...rest } = change({}, { judges: suite('2', 3) })
    const { causes, missing } = attributeChange({ ...rest, before: without(before, 'judges') })
    assert.deepEqual(
      causes.map((set) => set.map(({ kind }) => kind)),
      [['suite']],
    )
    assert.deepEqual(missing, [])
  })

  test('the cloud, where the earlier judges are not at hand and the later ones judge the earlier facts alike', () => {
    const { before, ...rest } = change({}, { judges: suite('2', 1), facts: flavors(2, 0) })
    const { causes } = attributeChange({ ...rest, before: without(before, 'judges') })
    assert.deepEqual(
      causes.map((set) => set.map(({ kind }) => kind)),
      [['cloud']],
    )
  })

  test('cloud and test together, if neither suffices', () => {
    const { causes } = attributeChange(change({ facts: flavors(5) }, { judges: suite('2', 3), facts: flavors(2) }))
    assert.deepEqual(
      causes.map((set) => set.map(({ kind }) => kind)),
      [['cloud', 'suite']],
    )
  })

  test('each of cloud and test, if both suffice', () => {
    const { causes } = attributeChange(change({}, { judges: suite('2', 3), facts: flavors(0, 2) }))
    assert.deepEqual(
      causes.map((set) => set.map(({ kind }) => kind)),
      [['cloud'], ['suite']],
    )
  })

  test('a deadline, if the same facts are judged differently later', () => {
    const { causes } = attributeChange(change({ facts: flavors(1) }, { facts: flavors(1), at: LATER }))
    assert.deepEqual(causes, [[{ kind: 'deadline', before: MONDAY.toISOString(), after: LATER.toISOString() }]])
  })

  test('the end of a lifetime, if the same result no longer counts', () => {
    const before = side('one', {})
    const after = { ...before, askedAt: LATER, standing: 'MISS' } as const
    const { causes } = attributeChange({ testcaseId: 'enough', scopeVersion: null, before, after })
    assert.deepEqual(causes, [[{ kind: 'expiry', before: MONDAY.toISOString(), after: LATER.toISOString() }]])
  })

  test('the rule, if the scope version asks for it in another way', () => {
    const { causes } = attributeChange(change({}, { rule: { ...MAIN, target: null } }))
    assert.deepEqual(causes, [[{ kind: 'scope', what: 'target', before: 'main', after: null }]])
  })

  test('what could not be observed, and the other way round', () => {
    const reason = { class: 'time-out', detail: 'no answer in 20 s' } as const
    const lost = attributeChange(change({}, { facts: UNSEEN }))
    assert.deepEqual(lost.causes, [[{ kind: 'observation', fact: 'flavors', before: null, after: reason }]])
    const back = attributeChange(change({ facts: UNSEEN }, {}))
    assert.deepEqual(back.causes, [[{ kind: 'observation', fact: 'flavors', before: reason, after: null }]])
  })
})

describe('what is missing for a proof is named', () => {
  const lost = change({}, { facts: flavors(2, 0) })

  test('where no evidence was kept at all', () => {
    const { causes, missing } = attributeChange({
      ...lost,
      before: without(lost.before, 'evidence'),
      after: without(lost.after, 'evidence'),
    })
    assert.deepEqual(causes, [])
    assert.deepEqual(missing.map(({ what, which, name }) => `${what} ${which} ${name}`).sort(), [
      'evidence after two',
      'evidence before one',
    ])
  })

  test('where only the earlier evidence lacks, it is the cloud, but what of it cannot be said', () => {
    const { causes, missing } = attributeChange({ ...lost, before: without(lost.before, 'evidence') })
    assert.deepEqual(causes, [[{ kind: 'cloud', fact: null, path: [], before: null, after: null }]])
    assert.deepEqual(missing, [{ what: 'evidence', which: 'before', name: 'one' }])
  })

  test('where the fact is withheld', () => {
    const after = { ...lost.after, evidence: { facts: {}, withheld: new Set(['flavors' as const]) } }
    const { causes, missing } = attributeChange({ ...lost, after })
    assert.deepEqual(causes, [])
    assert.deepEqual(missing, [{ what: 'fact', which: 'after', name: 'flavors' }])
  })

  test('where no judges are at hand', () => {
    const { causes, missing } = attributeChange({
      ...lost,
      before: without(lost.before, 'judges'),
      after: without(lost.after, 'judges'),
    })
    assert.deepEqual(causes, [])
    assert.deepEqual([...new Set(missing.map(({ what }) => what))], ['judges'])
  })

  test('but a report that could not observe says so itself', () => {
    const { before, after } = change({}, { facts: UNSEEN })
    const bare = { before: without(before, 'evidence'), after: without(after, 'evidence') }
    const { causes, missing } = attributeChange({ testcaseId: 'enough', scopeVersion: null, ...bare })
    assert.deepEqual(
      causes[0]?.map(({ kind }) => kind),
      ['observation'],
    )
    assert.deepEqual(missing, [])
  })

  test('where a report says something else than its evidence shows', () => {
    const after = { ...side('two', { at: TUESDAY }), standing: 'FAIL' } as const
    const { missing } = attributeChange({ ...lost, after })
    assert.deepEqual(
      missing.map(({ what, which }) => [what, which]),
      [['recorded verdict', 'after']],
    )
  })
})
